import { type LazyPage, lazyPage } from '../../../app/lazy-page.tsx';
import type { AdminWaiting } from '../../../lib/api/index.ts';
import type { IconName } from '../../../ui/index.ts';

export interface AdminSection {
  /** Its address below /admin, and its name among the texts (`admin.sections`). */
  id: string;
  icon: IconName;
  /** What waits there for a person, if anything ever does. */
  waiting?: keyof AdminWaiting;
  page: LazyPage;
}

/** The rooms of the admin page: each a folder of its own, fetched when it is opened. Another room is one line here. */
export const SECTIONS = [
  {
    id: 'review',
    icon: 'clock',
    waiting: 'review',
    page: lazyPage('review', () => import('../review/review-section.tsx')),
  },
  { id: 'listings', icon: 'market', page: lazyPage('review', () => import('../listings/listing-section.tsx')) },
  {
    id: 'disputes',
    icon: 'warn',
    waiting: 'disputes',
    page: lazyPage('disputes', () => import('../disputes/dispute-section.tsx')),
  },
  { id: 'reviews', icon: 'chat', page: lazyPage('reviews', () => import('../reviews/reviews-section.tsx')) },
  { id: 'people', icon: 'people', page: lazyPage('review', () => import('../people/people-section.tsx')) },
  { id: 'canaries', icon: 'flask', page: lazyPage('proof', () => import('../canaries/canary-section.tsx')) },
  { id: 'images', icon: 'seal', page: lazyPage('images', () => import('../images/images-section.tsx')) },
  { id: 'evidence', icon: 'verified', page: lazyPage('images', () => import('../evidence/evidence-section.tsx')) },
  { id: 'audit', icon: 'admin', page: lazyPage('review', () => import('../audit/audit-section.tsx')) },
  { id: 'catalogue', icon: 'slots', page: lazyPage('office', () => import('../catalogue/catalogue-section.tsx')) },
  { id: 'policy', icon: 'info', page: lazyPage('office', () => import('../policy/policy-section.tsx')) },
  { id: 'treasury', icon: 'wallet', page: lazyPage('office', () => import('../treasury/treasury-section.tsx')) },
] as const satisfies readonly AdminSection[];

export type SectionId = (typeof SECTIONS)[number]['id'];

export const sectionOf = (id: string | undefined): (typeof SECTIONS)[number] | null =>
  SECTIONS.find((section) => section.id === id) ?? null;
