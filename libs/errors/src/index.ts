export { CodedError, type ErrorKind, textOf } from './coded-error';
