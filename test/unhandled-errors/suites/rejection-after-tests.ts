it('leaves something behind for when all is over', () => {
  setTimeout(() => Promise.reject(new Error('left behind')), 0);
});
