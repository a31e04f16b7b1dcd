export { publishedReport } from './published-report';
