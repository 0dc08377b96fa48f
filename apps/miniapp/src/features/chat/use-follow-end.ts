import { useEffect, useRef } from 'react';

/** How near the end the page must be for it to stay at the end. */
const NEAR_PX = 160;

/**
 * Keeps the newest text in view while the content grows, unless the person has scrolled up to read. A new turn brings
 * them back to the end: they have just asked.
 */
export function useFollowEnd(turnCount: number): void {
  const isNear = useRef(true);
  const hasTurns = useRef(false);
  useEffect(() => {
    let lastY = scrollY;
    const onScroll = () => {
      const isNearNow = document.documentElement.scrollHeight - innerHeight - scrollY < NEAR_PX;
      // The content may have grown since we went to its end: only who scrolls up wants to stay.
      if (isNearNow) isNear.current = true;
      else if (scrollY < lastY) isNear.current = false;
      lastY = scrollY;
    };
    const observer = new ResizeObserver(() => {
      if (hasTurns.current && isNear.current) toEnd();
    });
    observer.observe(document.body);
    addEventListener('scroll', onScroll, { passive: true });
    return () => {
      removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, []);
  useEffect(() => {
    hasTurns.current = turnCount > 0;
    isNear.current = true;
    if (turnCount > 0) toEnd();
  }, [turnCount]);
}

function toEnd(): void {
  scrollTo(0, document.documentElement.scrollHeight);
}
