import { IconAlertTriangle, IconCheck, IconEyeOff, IconInfoCircle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepResult, WhyAnswer, WhyStep } from '../../contract/why.ts';
import { tError } from '../locales/t-error.ts';
import { SMALL_ICON } from '../theme.ts';
import { formatMoment } from '../ui/format.ts';
import classes from './AgentActions.module.css';
import { useWhyWords } from './use-why-words.ts';

const ICONS = { fine: IconCheck, stops: IconX, asks: IconAlertTriangle, hidden: IconEyeOff, info: IconInfoCircle } as const;

/** The answers, each with the whole chain that leads to it. */
export function WhyAnswers({ answer }: { answer: WhyAnswer }) {
  const { t } = useTranslation('agent-actions');
  const { signIn, leads, calls } = answer;
  const isFree = signIn.steps.every(({ result }) => result !== 'asks' && result !== 'hidden');
  const signInWords = signIn.yes ? (isFree ? 'yes' : 'yesIf') : 'no';
  return (
    <>
      <Chain
        title={t('why.signIn')}
        isYes={signIn.yes}
        steps={signIn.steps}
        verdict={t(`why.signIn_${signInWords}`, { address: answer.address, at: formatMoment(answer.at) })}
      >
        {signIn.refusal !== null && (
          <p className={classes.refusal}>
            {t('why.told', {
              words: tError(signIn.refusal, {
                address: answer.address,
                seconds: secondsOf(signIn.steps),
                minutes: minutesOf(signIn.steps),
              }),
            })}
          </p>
        )}
      </Chain>
      {leads && (
        <Chain
          title={t('why.leads')}
          isYes={leads.yes}
          steps={leads.steps}
          verdict={t(leads.yes ? 'why.leads_yes' : 'why.leads_no')}
        />
      )}
      {calls && (
        <Chain
          title={t('why.calls')}
          isYes={calls.isComplete}
          steps={calls.steps}
          verdict={t(calls.isComplete ? 'why.calls_complete' : 'why.calls_incomplete')}
        />
      )}
    </>
  );
}

interface ChainProps {
  title: string;
  verdict: string;
  isYes: boolean;
  steps: readonly WhyStep[];
  children?: ReactNode;
}

function Chain({ title, verdict, isYes, steps, children }: ChainProps) {
  return (
    <section className={classes.chain} aria-label={title}>
      <h3 className={classes.answer}>
        <Sign result={isYes ? 'fine' : 'stops'} />
        <span>{verdict}</span>
      </h3>
      {children}
      <ul className={classes.steps}>
        {steps.map((step) => (
          <Step key={step.reason} step={step} />
        ))}
      </ul>
    </section>
  );
}

function Step({ step }: { step: WhyStep }) {
  const words = useWhyWords();
  const { sentence, source } = words(step);
  return (
    <li className={classes.step}>
      <Sign result={step.result} />
      <span>{sentence}</span>
      {source !== null && <span className={classes.source}>{source}</span>}
    </li>
  );
}

function Sign({ result }: { result: StepResult }) {
  const { t } = useTranslation('agent-actions');
  const Icon = ICONS[result];
  return (
    <Icon {...SMALL_ICON} className={classes[result]} aria-label={t(`why.result.${result}`)} role="img" aria-hidden={false} />
  );
}

function numberIn(steps: readonly WhyStep[], name: string): number {
  const found = steps.find(({ values }) => name in values)?.values[name];
  return typeof found === 'number' ? found : 0;
}

const secondsOf = (steps: readonly WhyStep[]) => numberIn(steps, 'seconds');
const minutesOf = (steps: readonly WhyStep[]) => numberIn(steps, 'minutes');
