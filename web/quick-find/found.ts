import type { Icon } from '@tabler/icons-react';
import type { User } from '../../contract/users.ts';

export type SectionName = 'recent' | 'pages' | 'actions' | 'people';

/** One line of what was found. */
export interface Found {
  /** The same at every visit: `page:users`, `person:<id>`. */
  readonly key: string;
  readonly label: string;
  /** Said quietly beside the label. */
  readonly detail?: string;
  /** Other words that find it. */
  readonly words?: string;
  /** What stands before it: an icon, or the person's initials. */
  readonly picture: Icon | Pick<User, 'id' | 'firstName' | 'lastName'>;
  readonly run: () => void;
}

export interface FoundSection {
  readonly name: SectionName;
  readonly items: readonly Found[];
}

/** Every line in the order in which they stand. */
export function linesOf(sections: readonly FoundSection[]): Found[] {
  return sections.flatMap(({ items }) => items);
}
