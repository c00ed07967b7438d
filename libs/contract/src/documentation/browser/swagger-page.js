const target = document.getElementById('documentation');

SwaggerUIBundle({
  domNode: target,
  url: target.dataset.document,
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  filter: true,
  // Otherwise every document is reported to a validator on another server.
  validatorUrl: null,
});
