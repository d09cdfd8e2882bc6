/** What a mail may say about its reader. */
export interface MailFacts {
  readonly isSignUp: boolean;
  readonly firstName: string;
  readonly accountName: string;
  readonly accountCode: string;
  readonly username: string | null;
  readonly newEmail: string | null;
  readonly choosesPassword: boolean;
  /** Of a mail that brings a code. */
  readonly code: string | null;
  /** Where the button leads. */
  readonly url: string;
}
