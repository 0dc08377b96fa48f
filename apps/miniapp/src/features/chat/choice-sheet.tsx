import { POLICIES, TIERS } from '@spindle/shared';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { ModelCard } from '../../lib/api/index.ts';
import { usd } from '../../lib/format/index.ts';
import { Button, Card, Chips, Icon, MainAction, MakerMark, Segmented, Sheet, TestEngineBadge } from '../../ui/index.ts';
import { LENGTHS, type Length } from './choice.ts';
import { choose, useConversation } from './conversation.ts';
import { SealChoice } from './seal/seal-choice.tsx';

interface ChoiceSheetProps {
  models: readonly ModelCard[];
  model: ModelCard | null;
  onClose: () => void;
}

const LENGTH_NAMES: Length[] = ['short', 'medium', 'long'];

/** Which model, by which rule a machine is picked, how much it must prove, how long it may speak. */
export function ChoiceSheet({ models, model, onClose }: ChoiceSheetProps) {
  const texts = useTexts('chat');
  const { tiers, actions } = useTexts('core');
  const { tierAbout } = useTexts('offers');
  const { choice } = useConversation();
  return (
    <Sheet title={texts.choose} onClose={onClose}>
      <ModelChoice models={models} model={model} />
      {choice.listingId ? (
        <Button look="soft" size="small" onClick={() => choose({ listingId: null })}>
          {texts.allListings}
        </Button>
      ) : (
        <div className="stack" style={{ '--gap': '8px' }}>
          <h3>{texts.policy}</h3>
          <Chips
            label={texts.policy}
            value={choice.policy}
            options={POLICIES.map((policy) => ({ value: policy, label: texts.policies[policy] }))}
            onChange={(policy) => choose({ policy })}
          />
        </div>
      )}
      <div className="stack" style={{ '--gap': '8px' }}>
        <h3>{texts.leastTier}</h3>
        <Segmented
          label={texts.leastTier}
          value={choice.tier}
          options={TIERS.toReversed().map((tier) => ({
            value: tier,
            label: tier === 'community' ? texts.anyTier : tiers[tier].name,
          }))}
          onChange={(tier) => choose({ tier })}
        />
        <p className="muted tiny">{tierAbout[choice.tier]}</p>
      </div>
      <div className="stack" style={{ '--gap': '8px' }}>
        <h3>{texts.length}</h3>
        <Segmented
          label={texts.length}
          value={choice.length}
          options={LENGTH_NAMES.map((length) => ({ value: length, label: texts.lengths[length] }))}
          onChange={(length) => choose({ length })}
        />
        <p className="muted tiny">{texts.lengthNote(LENGTHS[choice.length])}</p>
      </div>
      <SealChoice />
      <MainAction label={actions.done} onPress={onClose} />
    </Sheet>
  );
}

function ModelChoice({ models, model }: Pick<ChoiceSheetProps, 'models' | 'model'>) {
  const texts = useTexts('chat');
  const language = useLanguage();
  const sold = models.filter(({ offers }) => offers > 0);
  return (
    <Card isFlush>
      <div role="radiogroup" aria-label={texts.model}>
        {sold.map((option) => (
          // biome-ignore lint/a11y/useSemanticElements: a native radio cannot hold a row
          <button
            key={option.modelId}
            type="button"
            role="radio"
            className="row"
            aria-checked={option.modelId === model?.modelId}
            onClick={() => choose({ modelId: option.modelId, listingId: null })}
          >
            <MakerMark maker={option.maker} size={34} />
            <span className="grow">
              <span className="strong cut">{option.name}</span>
              <span className="muted tiny">
                {option.from && texts.fromPrice(usd(option.from.outputMicroUsdPerMTok, language))}
              </span>
              {option.isTestEngine && (
                <span className="model-choice__badge">
                  <TestEngineBadge />
                </span>
              )}
            </span>
            <span className="model-choice__mark">{option.modelId === model?.modelId && <Icon name="check" />}</span>
          </button>
        ))}
      </div>
    </Card>
  );
}
