import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Request } from '../../contract/endpoint.ts';
import { updateMe } from '../../contract/me.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { type Me, meQuery, useMe } from '../api/use-me.ts';
import { toast } from '../ui/toast.tsx';
import { saveMe } from './save-me.ts';

interface Description<Values> {
  readonly valuesOf: (me: Me) => Values;
  readonly toBody: (values: Values) => Request<typeof updateMe>['body'];
  /** What is said once it is saved. */
  readonly done: () => string;
}

/**
 * A form over a part of me. Where that part was changed elsewhere since the form showed it, nothing is saved: the form
 * shows the new values and `changedElsewhere` is true.
 */
export function useMyForm<Values extends Record<string, unknown>>({ valuesOf, toBody, done }: Description<Values>) {
  const client = useQueryClient();
  const me = useMe();
  const [seen, setSeen] = useState(me);
  const [changedElsewhere, setChangedElsewhere] = useState(false);
  const load = () => client.fetchQuery({ ...meQuery, staleTime: 0 });

  const { form, ...sending } = useContractForm({
    schema: updateMe.body,
    initialValues: valuesOf(me),
    toBody,
    send: (body) => saveMe({ body, seen, load, part: valuesOf }),
    onDone: async (saved) => {
      show(await load());
      setChangedElsewhere(!saved);
      if (saved) toast(done());
    },
  });

  function show(newest: Me) {
    setSeen(newest);
    form.setInitialValues(valuesOf(newest));
    form.setValues(valuesOf(newest));
  }

  // What came in while nobody was typing shows at once.
  useEffect(() => {
    if (me.version !== seen.version && !form.isDirty() && !sending.isSending) show(me);
  });

  return { form, ...sending, changedElsewhere };
}
