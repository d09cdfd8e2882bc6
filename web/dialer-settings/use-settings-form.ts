import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DialerSettings, updateDialerSettings } from '../../contract/dialer-settings.ts';
import type { PpqSorting } from '../../contract/dialer-values.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { toast } from '../ui/toast.tsx';
import { putDialerSettings } from './use-dialer-settings.ts';

const FIELDS = ['ppq', 'ppqRatio', 'ppqSorting', 'autoDial', 'extensionFrom', 'extensionTo'] as const;
type Field = (typeof FIELDS)[number];
/** Those of which the server says how many agents a change reaches. */
export type Default = Extract<Field, keyof DialerSettings['wouldChange']>;

interface Values extends Record<string, unknown> {
  ppq: 'on' | 'off';
  ppqRatio: number | '';
  ppqSorting: PpqSorting;
  autoDial: 'on' | 'off';
  extensionFrom: number | '';
  extensionTo: number | '';
}

const said = (isOn: boolean) => (isOn ? 'on' : 'off');

function valuesOf({ ppq, ppqRatio, ppqSorting, autoDial, extensionFrom, extensionTo }: DialerSettings): Values {
  return { ppq: said(ppq), ppqRatio, ppqSorting, autoDial: said(autoDial), extensionFrom, extensionTo };
}

/** The body of the request: only what differs from what was seen. */
function editOf(seen: DialerSettings, values: Values) {
  const { ppq, ppqRatio, autoDial, extensionFrom, extensionTo, ppqSorting } = values;
  const wanted = {
    ppq: ppq === 'on',
    ppqRatio: Number(ppqRatio),
    ppqSorting,
    autoDial: autoDial === 'on',
    extensionFrom: Number(extensionFrom),
    extensionTo: Number(extensionTo),
  };
  return Object.fromEntries(
    FIELDS.filter((field) => wanted[field] !== seen[field]).map((field) => [field, wanted[field]]),
  ) as Partial<typeof wanted>;
}

/**
 * The form over defaults and extensions. A changed default is sent only after somebody was told how many agents it changes:
 * until then it stands in `asked`. Where somebody else changed the settings meanwhile, nothing is saved: the form shows what
 * there is now, and `changedElsewhere` is true.
 */
export function useSettingsForm(settings: DialerSettings) {
  const { t } = useTranslation('dialer-settings');
  const client = useQueryClient();
  const [seen, setSeen] = useState(settings);
  const [changedElsewhere, setChangedElsewhere] = useState(false);

  const { form, ...sending } = useContractForm({
    schema: updateDialerSettings.body,
    initialValues: valuesOf(settings),
    toBody: (values: Values) => editOf(seen, values),
    send: async (body) => {
      try {
        return { saved: true, now: await call('updateDialerSettings', { body, ifMatch: seen.version }) };
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'dialer_settings.changed') throw error;
        return { saved: false, now: await call('getDialerSettings') };
      }
    },
    onDone: ({ saved, now }) => {
      show(now);
      putDialerSettings(client, now);
      setChangedElsewhere(!saved);
      if (saved) toast(t('saved'));
    },
    fieldOf: { 'dialer_settings.range': 'extensionTo' },
  });

  function show(now: DialerSettings) {
    setSeen(now);
    form.setInitialValues(valuesOf(now));
    form.setValues(valuesOf(now));
  }

  // What came in while nobody was typing shows at once.
  useEffect(() => {
    if (settings.version > seen.version && !form.isDirty() && !sending.isSending) show(settings);
  });

  const changed = Object.keys(editOf(seen, form.values)) as Field[];
  return { form, ...sending, changed, changedElsewhere };
}
