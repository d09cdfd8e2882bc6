import type { ReactNode } from 'react';

/** The error of the list of departments, or of one that stands in it. */
export function errorOfDepartments(errors: Readonly<Record<string, ReactNode>>): ReactNode {
  return errors.departments ?? Object.entries(errors).find(([path]) => path.startsWith('departments.'))?.[1];
}
