import { SetsPage } from '../agent-sets/SetsPage.tsx';
import { TAGS } from './tags.ts';

/** Dialer › Tags: what agents have in common, and who shares what. */
export function TagsPage() {
  return <SetsPage kind={TAGS} />;
}
