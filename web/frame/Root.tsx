import { Outlet } from '@tanstack/react-router';
import { DocumentTitle } from './DocumentTitle.tsx';

/** What every page stands in. */
export function Root() {
  return (
    <>
      <DocumentTitle />
      <Outlet />
    </>
  );
}
