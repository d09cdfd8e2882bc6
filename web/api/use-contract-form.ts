import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { afterPress } from './after-press.ts';
import { ApiError } from './client.ts';
import { type FieldOfCode, focusFirstError, toFormErrors, validateWith } from './form-errors.ts';

interface Description<Values, Body, Answer> {
  /** What the API checks; the form checks the same. */
  schema: z.ZodType;
  initialValues: Values;
  /** The request's body, where the form's values are not it already. */
  toBody?: (values: Values) => Body;
  send: (body: Body) => Promise<Answer>;
  onDone: (answer: Answer, values: Values) => void | Promise<void>;
  /** What the values must be beyond the schema: a text for each wrong field. */
  alsoCheck?: (values: Values) => Record<string, string>;
  /** Refusals that belong to one field. */
  fieldOf?: FieldOfCode;
}

/**
 * A form over one endpoint. A field that was changed is checked on leaving it, and all are at send; the first wrong one gets the focus.
 * `refusal` is what the server said about the form as a whole.
 */
export function useContractForm<Values extends Record<string, unknown>, Answer, Body = Values>({
  schema,
  initialValues,
  toBody = (values) => values as unknown as Body,
  send,
  onDone,
  alsoCheck,
  fieldOf,
}: Description<Values, Body, Answer>) {
  const checkBody = validateWith(schema, toBody);
  const form = useForm<Values>({
    initialValues,
    validate: (values) => ({ ...checkBody(values), ...alsoCheck?.(values) }),
    enhanceGetInputProps: ({ field, form: { isDirty, validateField } }) => ({
      onBlur: () => afterPress(() => void (isDirty(field) && validateField(field))),
    }),
  });
  const [refusal, setRefusal] = useState<ApiError | null>(null);

  const focus = (errors: object) =>
    focusFirstError(Object.keys(errors), (path) => nodeAt(path) ?? nodeAt(path.split('.')[0] ?? ''));

  const mutation = useMutation({
    mutationFn: (values: Values) => send(toBody(values)),
    onSuccess: (answer, values) => onDone(answer, values),
    onError: (error) => {
      if (!(error instanceof ApiError)) return setRefusal(new ApiError(null));
      const errors = toFormErrors(error, fieldOf);
      form.setErrors(errors);
      if (Object.keys(errors).length === 0) setRefusal(error);
      else setTimeout(focus, 0, errors);
    },
  });

  const submit = form.onSubmit((values) => {
    if (mutation.isPending) return;
    setRefusal(null);
    mutation.mutate(values);
  }, focus);

  return { form, submit, refusal, isSending: mutation.isPending };
}

function nodeAt(path: string): HTMLElement | null {
  return document.querySelector(`[data-path="${CSS.escape(path)}"]`);
}
