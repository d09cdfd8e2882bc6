/**
 * Runs the work; where it fails, the error comes no sooner than so many milliseconds after the beginning. So the time of a
 * refusal says nothing of how much had to be looked up for it (OWASP ASVS 5.0, 6.3.8).
 */
export async function refuseNoSooner<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const earliest = performance.now() + milliseconds;
  try {
    return await work();
  } catch (error) {
    const left = earliest - performance.now();
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    throw error;
  }
}
