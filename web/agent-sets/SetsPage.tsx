import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import page from '../departments/DepartmentsPage.module.css';
import { AddButton } from '../ui/AddButton.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { DeleteSetDialog } from './DeleteSetDialog.tsx';
import { MembersDrawer } from './MembersDrawer.tsx';
import { RenameSetDialog } from './RenameSetDialog.tsx';
import { SetsBody } from './SetsBody.tsx';
import type { AgentSet, SetKind } from './set-kind.ts';
import { useSets } from './use-sets.ts';
import { useSetsView } from './use-sets-view.ts';

/** The page of tags, or of skill groups: a list with counts, adding in place, renaming, deleting, and who is in each. */
export function SetsPage({ kind }: { kind: SetKind }) {
  const { t } = useTranslation('tags');
  const { view, changeView } = useSetsView(kind);
  const query = useSets(kind);
  const [isAdding, setAdding] = useState(false);
  const [toRename, setToRename] = useState<AgentSet | null>(null);
  const [toDelete, setToDelete] = useState<AgentSet | null>(null);
  const add = () => setAdding(true);

  return (
    <div className={page.page}>
      <PageHeader
        title={t(`${kind.words}.title`)}
        lead={t(`${kind.words}.lead`)}
        count={query.data?.items.length}
        action={<AddButton label={t(`${kind.words}.add`)} decision={query.data?.can.create} onClick={add} withShortcut />}
      />
      <SetsBody
        {...{ kind, view, changeView, query, isAdding }}
        onAdd={add}
        onAdded={() => setAdding(false)}
        onOpen={({ id }) => changeView({ open: id }, { push: true })}
        onRename={setToRename}
        onDelete={setToDelete}
      />
      <MembersDrawer kind={kind} id={view.open} sets={query.data} onClose={() => changeView({ open: undefined })} />
      <RenameSetDialog kind={kind} set={toRename} onClose={() => setToRename(null)} />
      <DeleteSetDialog kind={kind} set={toDelete} onClose={() => setToDelete(null)} />
    </div>
  );
}
