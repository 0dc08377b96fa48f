// Every component of ui/ in every state. `?language=ru&theme=dusk` chooses; it is no part of what the broker serves.
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { loadTexts, startLanguage } from '../i18n/index.ts';
import { queryClient } from '../lib/api/index.ts';
import { Gallery } from './gallery.tsx';
import { lookIn } from './look.ts';
import { showTheme } from './themes.ts';
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/styles/words.css';

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  const look = lookIn(location.search);
  showTheme(look.theme);
  await loadTexts(startLanguage({ chosen: look.language, telegram: null, browser: look.language }), 'core');
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <Gallery look={look} />
    </QueryClientProvider>,
  );
}

void start();
