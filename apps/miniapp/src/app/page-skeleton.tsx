import { useTexts } from '../i18n/index.ts';
import { Skeleton } from '../ui/index.ts';

/** The size of a page before its parts are here. */
export function PageSkeleton() {
  const { loading } = useTexts('core');
  return (
    <main className="page" aria-busy="true" aria-label={loading}>
      <Skeleton width="45%" height={34} />
      <Skeleton height={96} />
      <Skeleton height={96} />
      <Skeleton height={96} />
    </main>
  );
}
