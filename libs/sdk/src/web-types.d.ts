/** The generated client names the types of browsers; Node's own lack this one. */
type BodyInit = NonNullable<RequestInit['body']>;
