import { SkeletonLines, Waiting } from '../ui/Skeletons.tsx';
import classes from './AgentForm.module.css';

/** The form to come. */
export function FormSkeleton({ withTitle = false }: { withTitle?: boolean }) {
  return (
    <div className={classes.form} data-loading>
      <Waiting />
      <div className={classes.sections}>
        {withTitle && <SkeletonLines lines={1} />}
        <SkeletonLines lines={12} />
      </div>
    </div>
  );
}
