export { type Intake, type IntakeProgress, type IntakeRules, fitAndFile, sourceOf, takeIn } from './take-in';
export { type IntakeJson, isInOrder, toIntakeJson } from './intake-json';
export { renderIntakeText } from './intake-text';
