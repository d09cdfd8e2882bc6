import { Radio } from '@mantine/core';
import { Fragment } from 'react';
import { type SettingName, settingOf } from '../../../contract/agent-settings.ts';
import classes from '../AgentForm.module.css';
import { type FieldProps, useAgentForm } from '../agent-form-state.ts';
import { choicesOf } from '../kind-of.ts';
import { SipPassword } from '../SipPassword.tsx';
import { useValueWords } from '../use-value-words.ts';

/** One of a few, each of which may open settings of its own, which stand below it. */
export function OpeningField({ name, readOnly, fieldOf, required: _, ...props }: FieldProps) {
  const { form } = useAgentForm();
  const words = useValueWords();
  const { onChange: __, value, ...input } = form.getInputProps(name);
  const { opens = {} } = settingOf(name);
  return (
    <Radio.Group {...input} {...props} value={String(value)} onChange={(chosen) => !readOnly && form.setFieldValue(name, chosen)}>
      <div className={classes.options}>
        {choicesOf(settingOf(name)).map((choice) => (
          <Fragment key={String(choice)}>
            <Radio value={String(choice)} label={words(name, choice)} aria-disabled={readOnly || undefined} />
            {value === choice && opens[String(choice)] && (
              <div className={classes.opened}>
                {opens[String(choice)]?.map((one) => fieldOf(one as SettingName))}
                {choice === 'pbx' && <SipPassword />}
              </div>
            )}
          </Fragment>
        ))}
      </div>
    </Radio.Group>
  );
}
