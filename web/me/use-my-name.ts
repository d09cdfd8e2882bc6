import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { updateMe } from '../../contract/me.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { type Me, meQuery, useMe } from '../api/use-me.ts';
import { toast } from '../ui/toast.tsx';

type Names = Pick<Me, 'firstName' | 'lastName'>;

/**
 * The form over my names. Where they were changed elsewhere since the form showed them, nothing is saved: the form shows
 * the new ones and `changedElsewhere` is true.
 */
export function useMyName() {
  const { t } = useTranslation('me');
  const client = useQueryClient();
  const me = useMe();
  const [seen, setSeen] = useState(me);
  const [changedElsewhere, setChangedElsewhere] = useState(false);
  const load = () => client.fetchQuery({ ...meQuery, staleTime: 0 });

  const { form, ...sending } = useContractForm({
    schema: updateMe.body,
    initialValues: namesOf(me),
    send: (names) => save(names, seen, load),
    onDone: async (saved) => {
      show(await load());
      setChangedElsewhere(!saved);
      if (saved) toast(t('name.done'));
    },
  });

  function show(newest: Me) {
    setSeen(newest);
    form.setInitialValues(namesOf(newest));
    form.setValues(namesOf(newest));
  }

  // What came in while nobody was typing shows at once.
  useEffect(() => {
    if (me.version !== seen.version && !form.isDirty() && !sending.isSending) show(me);
  });

  return { form, ...sending, changedElsewhere };
}

function namesOf({ firstName, lastName }: Me): Names {
  return { firstName, lastName };
}

/** False where the names are others meanwhile. Another change of me, as of the address, does not stand in the way. */
async function save(names: Names, seen: Me, load: () => Promise<Me>): Promise<boolean> {
  try {
    await call('updateMe', { body: names, ifMatch: seen.version });
    return true;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'user.changed') throw error;
    const newest = await load();
    const isOther = newest.firstName !== seen.firstName || newest.lastName !== seen.lastName;
    return isOther || newest.version === seen.version ? false : save(names, newest, load);
  }
}
