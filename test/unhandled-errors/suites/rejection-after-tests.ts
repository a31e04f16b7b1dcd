it('causes a rejection after all tests', () => {
  setTimeout(() => Promise.reject(new Error('left behind')), 0);
});
