/**
 * A module that declares a name of sandboxInjectedGlobals (jest.config.js) at its top, like `const { Number } = primordials`,
 * may do so in a block: the injected ones are parameters of the function around it, which it must not declare again.
 */
module.exports = { process: (source) => ({ code: `{${source}\n}` }) };
