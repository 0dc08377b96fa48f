import { useEffect, useRef } from 'react';

/** How near the end the page must be for it to stay at the end. */
const NEAR_PX = 160;

/** Keeps the newest text in view while it grows, unless the person has scrolled up to read. */
export function useFollowEnd(content: readonly unknown[]): void {
  const wasNear = useRef(true);
  useEffect(() => {
    const onScroll = () => {
      const { scrollHeight } = document.documentElement;
      wasNear.current = scrollHeight - innerHeight - scrollY < NEAR_PX;
    };
    addEventListener('scroll', onScroll, { passive: true });
    return () => removeEventListener('scroll', onScroll);
  }, []);
  useEffect(() => {
    if (content.length > 0 && wasNear.current) scrollTo(0, document.documentElement.scrollHeight);
  }, [content]);
}
