const target = document.getElementById('documentation');

Redoc.init(
  target.dataset.document,
  {
    hideDownloadButtons: true,
    requiredPropsFirst: true,
    scrollYOffset: '.page-bar',
    theme: {
      colors: { primary: { main: '#0b6e99' } },
      typography: { fontFamily: 'inherit', headings: { fontFamily: 'inherit' } },
    },
  },
  target,
);
