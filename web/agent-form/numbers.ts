/** What somebody typed as a number, in Latin or Arabic digits, with a point or a comma; null where nothing stands there. */
export function numberIn(text: string): number | string | null {
  const latin = text.trim().replaceAll(/[\u0660-\u0669]/g, (digit) => String((digit.codePointAt(0) ?? 0) - 0x0660));
  const plain = latin.replace(/[,\u066b]/, '.');
  if (plain === '') return null;
  // What is no number stays as it was typed, and the schema says so.
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : text;
}

/** One step up or down, never below nothing; in tenths, so that 0.1 and 0.2 make 0.3. */
export function stepped(value: number, by: number): number {
  return Math.max(0, Math.round((value + by) * 10) / 10);
}
