import { type RefObject, useEffect, useRef } from 'react';

/** How near the end the page must be for it to stay at the end. */
const NEAR_PX = 160;

/**
 * Keeps the newest text in view while the content grows, unless the person has scrolled up to read. A new turn brings
 * them back to the end: they have just asked.
 */
export function useFollowEnd(content: RefObject<HTMLElement | null>, turnCount: number): void {
  const isNear = useRef(true);
  useEffect(() => {
    const onScroll = () => {
      isNear.current = document.documentElement.scrollHeight - innerHeight - scrollY < NEAR_PX;
    };
    const observer = new ResizeObserver(() => {
      if (isNear.current) toEnd();
    });
    if (content.current) observer.observe(content.current);
    addEventListener('scroll', onScroll, { passive: true });
    return () => {
      removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, [content]);
  useEffect(() => {
    if (turnCount > 0) toEnd();
  }, [turnCount]);
}

function toEnd(): void {
  scrollTo(0, document.documentElement.scrollHeight);
}
