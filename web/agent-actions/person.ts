/** Whom a dialog is about. */
export interface Person {
  readonly id: string;
  readonly name: string;
}
