import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { AllowListView } from '../../../lib/api/index.ts';
import { moment, shortened } from '../../../lib/format/index.ts';
import { Ago, Card, CopyButton, Facts, Notice, Row, Section, Since, useNow } from '../../../ui/index.ts';

/** What the contract of the list says, when it was read, and what about it is not as it should be. */
export function ContractCard({ view }: { view: AllowListView }) {
  const texts = useTexts('images');
  const { address, contract, troubleSinceMs, isOurTree, isOurProposal } = view;
  if (address === null) return <Notice tone="warn">{texts.noList}</Notice>;
  return (
    <Section title={texts.contract}>
      {troubleSinceMs !== null && (
        <Notice tone="warn" icon="warn" title={texts.unread}>
          <Since atMs={troubleSinceMs} />. {texts.unreadAbout}
        </Notice>
      )}
      {isOurTree === false && (
        <Notice tone="bad" icon="warn" title={texts.otherTree}>
          {texts.otherTreeAbout}
        </Notice>
      )}
      {isOurProposal === false && (
        <Notice tone="bad" icon="warn" title={texts.otherProposal}>
          {texts.otherProposalAbout}
        </Notice>
      )}
      {contract && <ContractFacts contract={contract} />}
      <Card isFlush>
        <Row
          title={texts.address}
          detail={<span className="mono tiny">{shortened(address, 12, 8)}</span>}
          end={<CopyButton text={address} isIcon />}
        />
        {contract && (
          <>
            <KeyRow title={texts.owner} address={contract.owner} />
            <KeyRow title={texts.guardian} address={contract.guardian} />
          </>
        )}
      </Card>
    </Section>
  );
}

function ContractFacts({ contract }: { contract: NonNullable<AllowListView['contract']> }) {
  const texts = useTexts('images');
  const language = useLanguage();
  const { version, size, revoked, atMs, isDeployed, proposal, offer } = contract;
  const isReady = (proposal?.readyAtSeconds ?? 0) * 1_000 <= useNow();
  return (
    <Card>
      <div className="stack">
        <Facts
          entries={[
            { name: texts.version, value: isDeployed ? String(version) : texts.notDeployed },
            { name: texts.leaves, value: String(size) },
            { name: texts.revoked, value: String(revoked.length) },
          ]}
        />
        <p className="muted small">
          {texts.read} <Ago atMs={atMs} />
        </p>
        {proposal && (
          <p>
            {(isReady ? texts.waited : texts.waits)(proposal.size, moment(proposal.readyAtSeconds * 1_000, language))}
          </p>
        )}
        {offer && <p>{texts.keysWait(moment(offer.readyAtSeconds * 1_000, language))}</p>}
      </div>
    </Card>
  );
}

function KeyRow({ title, address }: { title: string; address: string }) {
  return (
    <Row
      title={title}
      detail={<span className="mono tiny">{shortened(address, 12, 8)}</span>}
      end={<CopyButton text={address} isIcon />}
    />
  );
}
