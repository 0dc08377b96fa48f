import { Component, type ReactNode } from 'react';
import { useTexts } from '../i18n/index.ts';
import { Button, EmptyState } from '../ui/index.ts';

/** A bug of ours, or a part of the app that could not be fetched: the rest of the app goes on, and there is a way out. */
export class CrashScreen extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { faults } = useTexts('core');
  return (
    <main className="page" role="alert">
      <EmptyState
        icon="warn"
        title={faults.crashed}
        action={
          <Button look="primary" icon="retry" onClick={() => location.reload()}>
            {faults.reload}
          </Button>
        }
      >
        {faults.unexpected}
      </EmptyState>
    </main>
  );
}
