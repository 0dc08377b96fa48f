const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 10_000;

/** A page of a list, as OpenAI's clients turn it: `after` names the last item of the page before. */
export function pageOf<Item extends { id: string }>(items: readonly Item[], asked: URLSearchParams) {
  const limit = Math.min(MAX_LIMIT, Math.max(1, Number(asked.get('limit')) || DEFAULT_LIMIT));
  const after = items.findIndex(({ id }) => id === asked.get('after'));
  const data = items.slice(after + 1, after + 1 + limit);
  return {
    object: 'list' as const,
    data,
    has_more: after + 1 + limit < items.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  };
}
