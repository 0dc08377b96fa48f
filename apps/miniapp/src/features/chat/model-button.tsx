import { useTexts } from '../../i18n/index.ts';
import type { ModelCard } from '../../lib/api/index.ts';
import { Icon, MakerMark, Skeleton, TestEngineBadge } from '../../ui/index.ts';
import type { Choice } from './choice.ts';

interface ModelButtonProps {
  model: ModelCard | null;
  choice: Choice;
  isLoading: boolean;
  onPress: () => void;
}

/** Whom the next question goes to. */
export function ModelButton({ model, choice, isLoading, onPress }: ModelButtonProps) {
  const texts = useTexts('chat');
  const { tiers } = useTexts('core');
  if (isLoading) return <Skeleton height={66} />;
  if (!model) return null;
  const whom = choice.listingId ? texts.oneListing : texts.policies[choice.policy];
  const tier = choice.tier === 'community' ? texts.anyTier : tiers[choice.tier].name;
  return (
    <button type="button" className="model-button card" onClick={onPress}>
      <span className="unseen">{texts.chooseModel(model.name)}</span>
      <MakerMark maker={model.maker} size={38} />
      <span className="grow">
        <span className="strong cut">{model.name}</span>
        <span className="muted tiny cut">
          {whom} · {tier}
        </span>
        {model.isTestEngine && (
          <span className="model-choice__badge">
            <TestEngineBadge />
          </span>
        )}
      </span>
      <Icon name="down" size={18} />
    </button>
  );
}
