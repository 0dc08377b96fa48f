import { COIN, parseCoins } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { useConfig, type WalletOverview } from '../../lib/api/index.ts';
import { coins, coinsInUsd, waited } from '../../lib/format/index.ts';
import { allowableNano, depositExtraNano, FIRST_ALLOWANCE_NANO } from '../../lib/wallet/index.ts';
import { Card, Icon, MainAction, Notice, Row, Segmented, TextField } from '../../ui/index.ts';
import { runDeposit } from './deposit-run.ts';
import { AllowanceChoice } from './spending/allowance-choice.tsx';
import { useKeyPlace } from './use-key-place.ts';

const PRESETS = ['0.1', '0.5', '2', 'own'] as const;
type Preset = (typeof PRESETS)[number];
/** Less than this would be eaten by the network's fees; the broker says its own minimum too. */
const LEAST_NANO = 50_000_000n;

export function DepositForm({ overview }: { overview: WalletOverview }) {
  const { deposit: texts, spending } = useTexts('wallet');
  const language = useLanguage();
  const { config, rate } = useConfig();
  const [preset, setPreset] = useState<Preset>('0.5');
  const [own, setOwn] = useState('');
  const [allowNano, setAllowNano] = useState<bigint>(FIRST_ALLOWANCE_NANO);
  const amountNano = parseCoins(preset === 'own' ? own : preset);
  const isEnough = amountNano !== null && amountNano >= LEAST_NANO;
  const fault = preset === 'own' && own !== '' && !isEnough ? texts.tooSmall(coins(LEAST_NANO, language)) : null;
  const start = () => {
    if (config === null || amountNano === null) return;
    const confirmReason = texts.confirm(coins(amountNano, language));
    void runDeposit({ amountNano, allowNano, confirmReason, config, language, overview });
  };
  return (
    <>
      <Segmented
        label={texts.amount}
        value={preset}
        options={PRESETS.map((value) => ({
          value,
          label: value === 'own' ? texts.own : coins(parseCoins(value) ?? 0n, language),
        }))}
        onChange={setPreset}
      />
      {preset === 'own' && (
        <TextField
          label={texts.amount}
          unit={COIN.symbol}
          inputMode="decimal"
          placeholder="1.5"
          value={own}
          onChange={setOwn}
          fault={fault}
          hint={amountNano === null ? undefined : coinsInUsd(amountNano, rate, language)}
        />
      )}
      <SecondEscrowNotice overview={overview} />
      {overview.spending.isStrict ? (
        <Notice icon="seal">{spending.strict.deposit}</Notice>
      ) : (
        <AllowanceChoice mostNano={amountNano ?? 0n} value={allowNano} onChange={setAllowNano} />
      )}
      <EscrowPromise delay={config ? waited(config.closeDelaySeconds * 1_000, language) : ''} />
      <WalletShows amountNano={isEnough ? amountNano : null} />
      <MainAction
        label={isEnough ? texts.button(coins(amountNano, language)) : texts.buttonEmpty}
        isEnabled={isEnough && config !== null}
        onPress={start}
      />
    </>
  );
}

/** Without the key a deposit from here cannot join the escrow that there is. Said before, not after. */
function SecondEscrowNotice({ overview: { channel, balances } }: { overview: WalletOverview }) {
  const { deposit: texts } = useTexts('wallet');
  const language = useLanguage();
  const place = useKeyPlace(channel);
  const leftNano = allowableNano(balances);
  if (channel?.state !== 'open' || place !== 'elsewhere' || leftNano === 0n) return null;
  return (
    <Notice tone="warn" icon="warn" title={texts.secondEscrow}>
      {texts.secondEscrowAbout(coins(leftNano, language))}
    </Notice>
  );
}

/** Why this is safe to do, in two sentences. */
function EscrowPromise({ delay }: { delay: string }) {
  const { deposit: texts } = useTexts('wallet');
  return (
    <div className="promise">
      <Icon name="seal" size={22} />
      <div className="stack" style={{ '--gap': '4px' }}>
        <h3>{texts.promise}</h3>
        <p className="small">{texts.promiseAbout(delay)}</p>
      </div>
    </div>
  );
}

/** What to compare before approving. Asking for it also fetches what the deposit needs. */
function WalletShows({ amountNano }: { amountNano: bigint | null }) {
  const { deposit: texts } = useTexts('wallet');
  const language = useLanguage();
  const extra = useQuery({
    queryKey: ['deposit-extra'],
    queryFn: depositExtraNano,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const totalNano = amountNano !== null && extra.data !== undefined ? amountNano + extra.data : null;
  return (
    <Card isFlush>
      <Row title={texts.walletShows} detail={texts.walletShowsAbout} />
      <Row title={texts.to} end={<span className="small">{texts.yourEscrow}</span>} />
      <Row
        title={texts.total}
        detail={texts.totalAbout(coins(extra.data ?? 0n, language))}
        end={<span className="strong">{totalNano === null ? '–' : coins(totalNano, language)}</span>}
      />
    </Card>
  );
}
