import { type AnyRoute, createRoute, lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import type { english } from '../locales/resources.ts';

/** The name of a page: a key of `pages` in `locales/en/frame.json`. */
export type PageName = keyof (typeof english)['frame']['pages'];

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    page?: PageName;
  }
}

/**
 * One page of the site map, fetched when somebody goes there. Its module exports the page and nothing else. `search`
 * reads the search parameters that the page takes.
 */
export function page<Parent extends AnyRoute, const Path extends string, Search extends object = Record<never, never>>(
  parent: Parent,
  path: Path,
  name: PageName,
  load: () => Promise<Record<string, RouteComponent>>,
  search?: (search: Record<string, unknown>) => Search,
) {
  return createRoute({
    getParentRoute: () => parent,
    path,
    component: lazyRouteComponent(async () => ({ Page: onlyOf(await load()) }), 'Page'),
    staticData: { page: name },
    validateSearch: (all: Record<string, unknown>): Search => search?.(all) ?? ({} as Search),
  });
}

function onlyOf(module: Record<string, RouteComponent>): RouteComponent {
  const [component, more] = Object.values(module);
  if (!component || more) throw new Error(`A page's module exports one page, not ${Object.keys(module).join(', ')}`);
  return component;
}
