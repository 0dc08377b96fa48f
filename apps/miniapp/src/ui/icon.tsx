/** Line icons on a grid of 24. */
const PATHS = {
  market:
    'M4 10v9a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-9M3 9l2-5h14l2 5a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0ZM10 20v-5h4v5',
  chat: 'M20 12a8 8 0 0 1-11.6 7.1L4 20l1-4.2A8 8 0 1 1 20 12Z',
  wallet: 'M4 7.5A2.5 2.5 0 0 1 6.5 5H17v3M4 7.5V17a3 3 0 0 0 3 3h11a2 2 0 0 0 2-2v-8a2 2 0 0 0-2-2H4.5M16 14h.01',
  build: 'm8 8-4 4 4 4m8-8 4 4-4 4M13.5 5l-3 14',
  earn: 'M5 7h14v10H5zM9 11h6v2H9zM8 7V4m4 3V4m4 3V4M8 20v-3m4 3v-3m4 3v-3',
  admin: 'M12 3.5 5 6v5.5c0 4.2 2.9 7.4 7 9 4.1-1.6 7-4.8 7-9V6l-7-2.5Zm-3 8.5 2.2 2.2L15 10.3',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.8-1.7L20 20',
  next: 'm9.5 5.5 6 6.5-6 6.5',
  back: 'm14.5 5.5-6 6.5 6 6.5',
  down: 'm6 9.5 6 6 6-6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  close: 'm6 6 12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  send: 'M12 19V5m-6 6 6-6 6 6',
  stop: 'M7.5 7.5h9v9h-9z',
  retry: 'M4.5 12a7.5 7.5 0 1 0 2.3-5.4M4.5 4v4.5H9',
  seal: 'M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13zM12 14.5v2',
  warn: 'M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.5v.01',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5.5m0-8.5v.01',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7v5.2l3.2 2',
  speed: 'M4.5 17.5a8.5 8.5 0 1 1 15 0M12 14l4-5',
  slots: 'M4 6h16v5H4zm0 7h16v5H4zM7.5 8.5h.01m-.01 7h.01',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 8c0-3 2.5-5 6-5s6 2 6 5m.5-14.8a3.5 3.5 0 0 1 0 6.6m2.2 3.9c2 .6 3.3 2.2 3.3 4.3',
  verified:
    'm12 3 2.3 1.8 2.9-.2.7 2.8 2.5 1.5-1.1 2.7 1.1 2.7-2.5 1.5-.7 2.8-2.9-.2L12 20.2l-2.3-1.8-2.9.2-.7-2.8-2.5-1.5 1.1-2.7-1.1-2.7 2.5-1.5.7-2.8 2.9.2L12 3Zm-3 9 2.1 2.1 3.9-4',
  flask: 'M9.5 4h5m-4 0v6L5 19a.8.8 0 0 0 .7 1.2h12.6A.8.8 0 0 0 19 19l-5.500-9V4M8 15h8',
  arrowIn: 'M12 4v13m-5.500-5 5.500 5 5.500-5M5 20.500h14',
  arrowOut: 'M7 17 17 7m-8 0h8v8',
  spark: 'M12 4v4m0 8v4m8-8h-4M8 12H4m12.500-4.500-2 2m-5 5-2 2m0-9 2 2m5 5 2 2',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration only: the words beside it, or the button's label, say what it means. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
