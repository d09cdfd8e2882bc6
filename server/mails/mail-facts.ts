/** What a mail may say about its reader. Names stand isolated, so that they never turn the text around them. */
export interface MailFacts {
  readonly isSignUp: boolean;
  readonly firstName: string;
  readonly accountName: string;
  readonly accountCode: string;
  readonly username: string | null;
  readonly newEmail: string | null;
  readonly choosesPassword: boolean;
  /** What it tells about, where its kind alone does not say it. */
  readonly about: string | null;
  /** Of a mail that brings a code. */
  readonly code: string | null;
  /** The sign-in that the mail tells about. */
  readonly signIn: SignInFacts | null;
}

/** A sign-in in words: when, in the reader's timezone; from which address; with what. */
export interface SignInFacts {
  readonly at: string;
  readonly address: string | null;
  /** `Firefox`, `Windows`; null where the browser does not say. */
  readonly browser: string | null;
  readonly system: string | null;
}

/** One account of a person who forgot the password. */
export interface AccountFacts {
  readonly accountName: string;
  readonly accountCode: string;
}
