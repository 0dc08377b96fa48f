import { useLocation } from 'wouter';
import Bell from '../features/notices/bell.tsx';
import { useKeptLanguage } from './kept-language.ts';

/** Pages at whose corner there is room for the bell. */
const WITH_BELL = ['/', '/wallet', '/build', '/earn', '/admin'];

/** What every page has and no first screen waits for: the bell, and the account that follows the language of the app. */
export default function Corner() {
  const [path] = useLocation();
  useKeptLanguage();
  return WITH_BELL.includes(path) && <Bell />;
}
