/** Does the work so many times at the same moment. */
export function atOnce<T>(times: number, work: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: times }, (_, index) => work(index)));
}

/** How often each answer came: `201`, or the code of a refusal. */
export function tally(answers: { status: number; problem: { code: string } }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const key = answer.status < 400 ? String(answer.status) : answer.problem.code;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
