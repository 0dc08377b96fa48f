import { Component, type ReactNode } from 'react';
import { useTexts } from '../i18n/index.ts';
import { Button, EmptyState } from '../ui/index.ts';

/** A bug of ours, or a part of the app that could not be fetched: the rest of the app goes on, and there is a way out. */
export class CrashScreen extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error ? <Broken isPartMissing={isPartMissing(this.state.error)} /> : this.props.children;
  }
}

/** Browsers and our builder say in words of their own that a part could not be fetched. */
const isPartMissing = (error: unknown): boolean => error instanceof Error && /import|preload/i.test(error.message);

function Broken({ isPartMissing }: { isPartMissing: boolean }) {
  const { faults } = useTexts('core');
  return (
    <main className="page" role="alert">
      <EmptyState
        icon="warn"
        title={isPartMissing ? faults.missing : faults.crashed}
        action={
          <Button look="primary" icon="retry" onClick={() => location.reload()}>
            {faults.reload}
          </Button>
        }
      >
        {isPartMissing ? faults.offline : faults.unexpected}
      </EmptyState>
    </main>
  );
}
