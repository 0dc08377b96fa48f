/** Asks the local chain for what no real one does: another time, lost messages, silence. */
export async function local(chain: string, method: string, parameters: object): Promise<void> {
  const answer = await fetch(`${chain}/local/${method}`, { method: 'POST', body: JSON.stringify(parameters) });
  if (!answer.ok) throw new Error(await answer.text());
}
