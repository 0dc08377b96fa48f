import type { Language } from '@spindle/shared';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { hardwareNames, useLanguage, useTexts } from '../../../i18n/index.ts';
import { type OfferCard, trpc, useCanBuy, useConfig } from '../../../lib/api/index.ts';
import { duration, measured, usd, usdInCoins, whole } from '../../../lib/format/index.ts';
import { Sheet } from '../../../ui/index.ts';
import CloudHint from '../cloud-hint.tsx';
import { averageStars } from '../reviews/average.ts';
import { bestOf, type Compared, isKnown, type NumberName } from './compare-facts.ts';
import './comparison.css';

/** What only running machines, canaries and buyers tell. */
const MEASURED = ['speed', 'first', 'score', 'uptime', 'canaries', 'stars'] as const satisfies NumberName[];

interface ComparisonProps {
  modelId: string;
  offers: readonly OfferCard[];
  onClose: () => void;
}

/** Two or three offers of a model side by side: each fact on a line of its own, the best of each in bold. */
export default function Comparison({ modelId, offers, onClose }: ComparisonProps) {
  const { comparison: texts } = useTexts('offers');
  const proofs = useQueries({
    queries: offers.map(({ listingId }) => trpc.market.proof.queryOptions({ listingId })),
  });
  const compared = offers.map((offer, at): Compared => ({ offer, proof: proofs[at]?.data ?? null }));
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <table className="comparison">
        <thead>
          <tr>
            {offers.map(({ listingId, title, providerName }) => (
              <th key={listingId} scope="col">
                <Link href={`/listings/${listingId}`}>{title}</Link>
                <div className="muted tiny">{providerName}</div>
              </th>
            ))}
          </tr>
        </thead>
        <NumberRows compared={compared} />
        <WordRows modelId={modelId} offers={offers} />
      </table>
      {proofs.every(({ isPending }) => !isPending) && <Unknown compared={compared} />}
    </Sheet>
  );
}

function NumberRows({ compared }: { compared: readonly Compared[] }) {
  const { comparison: texts, others } = useTexts('offers');
  const language = useLanguage();
  const { rate } = useConfig();
  const canBuy = useCanBuy();
  const price = (microUsd: bigint) => (
    <>
      {usd(microUsd, language)}
      <div className="muted tiny">{usdInCoins(microUsd, rate, language)}</div>
    </>
  );
  const share = (part: number | null | undefined) => (part == null ? texts.unknown : `${Math.round(part * 100)} %`);
  const known = (value: number | null | undefined, show: (value: number) => string) =>
    value == null ? texts.unknown : show(value);
  const rows: [NumberName, (compared: Compared) => ReactNode][] = [
    ['output', ({ offer }) => price(offer.price.outputMicroUsdPerMTok)],
    ['input', ({ offer }) => price(offer.price.inputMicroUsdPerMTok)],
    ['speed', ({ offer }) => known(offer.tokensPerSecond, (speed) => measured(speed, language))],
    ['first', ({ offer }) => known(offer.firstTokenMs, (ms) => duration(ms, language))],
    ['score', ({ proof }) => known(proof?.record.score, (score) => whole(score, language))],
    ['uptime', ({ proof }) => share(proof?.record.parts.uptime)],
    ['canaries', ({ proof }) => share(proof?.record.parts.canaries)],
    ['stars', ({ offer }) => starsOf(offer, language) ?? texts.unknown],
    ['slots', ({ offer }) => (offer.nodesOnline > 0 ? `${offer.freeSlots} / ${offer.slots}` : others.offline)],
  ];
  const shown = rows.filter(([name]) => (canBuy || (name !== 'output' && name !== 'input')) && isKnown(name, compared));
  return shown.map(([name, show]) => {
    const best = bestOf(name, compared);
    return (
      <FactRow key={name} name={texts[name]} count={compared.length}>
        {compared.map((it, at) => (
          <td key={it.offer.listingId} className={best[at] ? 'comparison__best' : undefined}>
            {show(it)}
            {best[at] && <span className="unseen"> ({texts.best})</span>}
          </td>
        ))}
      </FactRow>
    );
  });
}

/** What is known of none of them takes no row, but is said. */
function Unknown({ compared }: { compared: readonly Compared[] }) {
  const { comparison: texts } = useTexts('offers');
  const names = MEASURED.filter((name) => !isKnown(name, compared)).map((name) => texts[name]);
  if (names.length === 0) return null;
  return (
    <div className="comparison__unknown">
      <p>{texts.unmeasured}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </div>
  );
}

/** "4.3 (12)" */
function starsOf({ reviews }: OfferCard, language: Language): string | null {
  const average = averageStars(reviews, language);
  return average && `${average} (${reviews.count})`;
}

function WordRows({ modelId, offers }: Pick<ComparisonProps, 'modelId' | 'offers'>) {
  const { comparison: texts } = useTexts('offers');
  const { tiers } = useTexts('core');
  const { dataPolicies } = useTexts('offers');
  const canBuy = useCanBuy();
  const language = useLanguage();
  const rows: [string, (offer: OfferCard) => ReactNode][] = [
    [
      texts.tier,
      (offer) => (
        <>
          {tiers[offer.tier].name}
          {canBuy && <CloudHint modelId={modelId} offer={offer.price} />}
        </>
      ),
    ],
    [texts.policy, ({ dataPolicy }) => dataPolicies[dataPolicy].name],
    [texts.hardware, ({ hardware, gpuCount }) => hardwareNames(hardware.name, gpuCount, language)],
    [texts.region, ({ region }) => region],
  ];
  return rows.map(([name, show]) => (
    <FactRow key={name} name={name} count={offers.length}>
      {offers.map((offer) => (
        <td key={offer.listingId}>{show(offer)}</td>
      ))}
    </FactRow>
  ));
}

/** The fact's name stands above its values: three columns and names beside them fit no phone. */
function FactRow({ name, count, children }: { name: string; count: number; children: ReactNode }) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={count} className="comparison__fact">
          {name}
        </th>
      </tr>
      <tr>{children}</tr>
    </tbody>
  );
}
