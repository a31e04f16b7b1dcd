import { type Verdict } from '@yujue/reporting';
import { Failure } from '../failure';

/** Throws Failure when a hard rule failed. */
export function failOnErrors(findings: readonly { readonly verdict: Verdict }[]): void {
  const errors = findings.filter(({ verdict }) => verdict === '错误').length;
  if (errors > 0) throw new Failure(`勾稽检查未通过：${errors} 处错误。`);
}
