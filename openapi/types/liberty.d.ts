/** Generated from the contract by `npm run contract:types`. Do not edit. */

export interface paths {
    "/api/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * AUTH - Token
         * @description Generate a JWT token for the user. A refused sign-in is answered with 200 as well: `message` is `loginError` when no active user has that name and `passwordError` when the password is wrong, and the token is empty.
         */
        post: operations["libertyAuthToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * AUTH - User
         * @description Retrieve user information: the caller's own without `user`, another user's only with `user.read.other`. An unknown or inactive user is answered with 200, no items and `status` `error`.
         */
        get: operations["libertyAuthUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fmw/encrypt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * FMW - Encrypt
         * @description Encrypt the input received, from `plain_text` of the body or, without that, of the query; 422 when neither has it. A text that is an `ENC:` text already comes back unchanged.
         */
        post: operations["libertyEncryptionEncrypt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        LibertyLogin: {
            /**
             * @description Login name or e-mail address.
             * @example demo
             */
            user: string;
            /** @description Clear text or an `ENC:` text; an id_token when `type` is `oidc`. */
            password: string | null;
        };
        LibertyToken: {
            /** @description Empty when the sign-in was refused. */
            access_token: string;
            /** @enum {string} */
            token_type: "bearer" | "";
            /** @enum {string} */
            status: "success" | "error";
            /** @enum {string} */
            message: "Authentication successful" | "loginError" | "passwordError";
        };
        /** @description Every failure but a rejected input. */
        LibertyError: {
            /** @enum {string} */
            status: "failed";
            message: string;
        };
        LibertyValidationIssue: {
            /** @description Where the input stands, from `query`, `path` or `body` down to the field. */
            loc: (string | number)[];
            msg: string;
            /** @description Code of the rule, such as `value_error.missing`. */
            type: string;
        };
        /** @description Rejected inputs, one entry each. */
        LibertyValidationError: {
            detail: components["schemas"]["LibertyValidationIssue"][];
        };
        LibertyUser: {
            ROW_ID: number;
            /** @description Login name. */
            USR_ID: string;
            /**
             * @description A constant mask, never the password.
             * @enum {string}
             */
            USR_PASSWORD: "ENC:...";
            USR_NAME: string;
            USR_EMAIL: string;
            /**
             * @description Whether the user is active.
             * @enum {string}
             */
            USR_STATUS: "Y" | "N";
            /**
             * @description Whether the user holds `*`.
             * @enum {string}
             */
            USR_ADMIN: "Y" | "N";
            /** @example en */
            USR_LANGUAGE: string;
            /** @enum {string} */
            USR_MODE: "light" | "dark";
            /** @enum {string} */
            USR_READONLY: "Y" | "N";
            USR_DASHBOARD: number | null;
            USR_THEME: string | null;
        };
        LibertyUserList: {
            items: components["schemas"]["LibertyUser"][];
            /** @enum {string} */
            status: "success" | "error";
        };
        LibertyPlainText: {
            /** @description Text to be encrypted. */
            plain_text?: string;
        };
        LibertyEncrypted: {
            encrypted: string;
        };
    };
    responses: {
        /** @description The body is not valid JSON */
        LibertyMalformed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "failed",
                 *       "message": "The request body is not valid JSON"
                 *     }
                 */
                "application/json": components["schemas"]["LibertyError"];
            };
        };
        /** @description No pool has this alias */
        LibertyPoolNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "failed",
                 *       "message": "Requested pool `libnsx9` not found"
                 *     }
                 */
                "application/json": components["schemas"]["LibertyError"];
            };
        };
        /** @description The body is too large */
        LibertyTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "failed",
                 *       "message": "The request body is too large"
                 *     }
                 */
                "application/json": components["schemas"]["LibertyError"];
            };
        };
        /** @description The content type is not supported */
        LibertyUnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "failed",
                 *       "message": "Unsupported content type"
                 *     }
                 */
                "application/json": components["schemas"]["LibertyError"];
            };
        };
        /** @description Validation Error */
        LibertyInvalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": [
                 *         {
                 *           "loc": [
                 *             "query",
                 *             "name"
                 *           ],
                 *           "msg": "field required",
                 *           "type": "value_error.missing"
                 *         },
                 *         {
                 *           "loc": [
                 *             "query",
                 *             "quantity"
                 *           ],
                 *           "msg": "value is not a valid integer",
                 *           "type": "type_error.integer"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["LibertyValidationError"];
            };
        };
        /** @description Too many requests */
        LibertyTooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "failed",
                 *       "message": "Too many requests"
                 *     }
                 */
                "application/json": components["schemas"]["LibertyError"];
            };
        };
        /** @description Too busy for another password check, or an upstream service is down */
        LibertyUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "failed",
                 *       "message": "The service is temporarily unavailable"
                 *     }
                 */
                "application/json": components["schemas"]["LibertyError"];
            };
        };
        /** @description No token, or one that is not valid now */
        LibertyUnauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "failed",
                 *       "message": "Invalid token"
                 *     }
                 */
                "application/json": components["schemas"]["LibertyError"];
            };
        };
        /** @description The caller lacks a permission */
        LibertyForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "failed",
                 *       "message": "Insufficient permissions"
                 *     }
                 */
                "application/json": components["schemas"]["LibertyError"];
            };
        };
    };
    parameters: {
        /**
         * @description Alias of the database pool that holds the users; `default` when absent.
         * @example default
         */
        Pool: string;
        /** @description `framework` admits administrators only, `session` every active user of the pool; `session` when absent. */
        Mode: "framework" | "session";
    };
    requestBodies: never;
    headers: {
        /** @description Seconds to wait before the next attempt. */
        RetryAfter: number;
    };
    pathItems: never;
}
export type LibertyLogin = components['schemas']['LibertyLogin'];
export type LibertyToken = components['schemas']['LibertyToken'];
export type LibertyError = components['schemas']['LibertyError'];
export type LibertyValidationIssue = components['schemas']['LibertyValidationIssue'];
export type LibertyValidationError = components['schemas']['LibertyValidationError'];
export type LibertyUser = components['schemas']['LibertyUser'];
export type LibertyUserList = components['schemas']['LibertyUserList'];
export type LibertyPlainText = components['schemas']['LibertyPlainText'];
export type LibertyEncrypted = components['schemas']['LibertyEncrypted'];
export type ResponseLibertyMalformed = components['responses']['LibertyMalformed'];
export type ResponseLibertyPoolNotFound = components['responses']['LibertyPoolNotFound'];
export type ResponseLibertyTooLarge = components['responses']['LibertyTooLarge'];
export type ResponseLibertyUnsupportedMediaType = components['responses']['LibertyUnsupportedMediaType'];
export type ResponseLibertyInvalid = components['responses']['LibertyInvalid'];
export type ResponseLibertyTooManyRequests = components['responses']['LibertyTooManyRequests'];
export type ResponseLibertyUnavailable = components['responses']['LibertyUnavailable'];
export type ResponseLibertyUnauthorized = components['responses']['LibertyUnauthorized'];
export type ResponseLibertyForbidden = components['responses']['LibertyForbidden'];
export type ParameterPool = components['parameters']['Pool'];
export type ParameterMode = components['parameters']['Mode'];
export type HeaderRetryAfter = components['headers']['RetryAfter'];
export type $defs = Record<string, never>;
export interface operations {
    libertyAuthToken: {
        parameters: {
            query?: {
                /**
                 * @description Alias of the database pool that holds the users; `default` when absent.
                 * @example default
                 */
                pool?: components["parameters"]["Pool"];
                /** @description `framework` admits administrators only, `session` every active user of the pool; `session` when absent. */
                mode?: components["parameters"]["Mode"];
                /** @description `database` checks the password; `oidc` needs an id_token of the configured provider in `password` or in the Authorization header. `database` when absent. */
                type?: "database" | "oidc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "user": "demo",
                 *       "password": "ENC:wNMyALbXf....."
                 *     }
                 */
                "application/json": components["schemas"]["LibertyLogin"];
            };
        };
        responses: {
            /** @description Authentication successful, JWT token generated; or refused */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibertyToken"];
                };
            };
            400: components["responses"]["LibertyMalformed"];
            404: components["responses"]["LibertyPoolNotFound"];
            413: components["responses"]["LibertyTooLarge"];
            415: components["responses"]["LibertyUnsupportedMediaType"];
            422: components["responses"]["LibertyInvalid"];
            429: components["responses"]["LibertyTooManyRequests"];
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "failed",
                     *       "message": "Authentication failed"
                     *     }
                     */
                    "application/json": components["schemas"]["LibertyError"];
                };
            };
            503: components["responses"]["LibertyUnavailable"];
        };
    };
    libertyAuthUser: {
        parameters: {
            query?: {
                /**
                 * @description User ID (login name); the caller when absent.
                 * @example demo
                 */
                user?: string;
                /**
                 * @description Alias of the database pool that holds the users; `default` when absent.
                 * @example default
                 */
                pool?: components["parameters"]["Pool"];
                /** @description `framework` admits administrators only, `session` every active user of the pool; `session` when absent. */
                mode?: components["parameters"]["Mode"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get user information */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibertyUserList"];
                };
            };
            401: components["responses"]["LibertyUnauthorized"];
            403: components["responses"]["LibertyForbidden"];
            404: components["responses"]["LibertyPoolNotFound"];
            422: components["responses"]["LibertyInvalid"];
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "failed",
                     *       "message": "Query execution failed: (sqlalchemy.exc.InvalidRequestError) A value is required for bind parameter"
                     *     }
                     */
                    "application/json": components["schemas"]["LibertyError"];
                };
            };
            503: components["responses"]["LibertyUnavailable"];
        };
    };
    libertyEncryptionEncrypt: {
        parameters: {
            query?: {
                /** @description Text to be encrypted, read only when the body has none. */
                plain_text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "plain_text": "s3cret"
                 *     }
                 */
                "application/json": components["schemas"]["LibertyPlainText"];
            };
        };
        responses: {
            /** @description Encryption successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "encrypted": "ENC:wNMyALbXf....."
                     *     }
                     */
                    "application/json": components["schemas"]["LibertyEncrypted"];
                };
            };
            400: components["responses"]["LibertyMalformed"];
            413: components["responses"]["LibertyTooLarge"];
            415: components["responses"]["LibertyUnsupportedMediaType"];
            422: components["responses"]["LibertyInvalid"];
            429: components["responses"]["LibertyTooManyRequests"];
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "failed",
                     *       "message": "Failed to encrypt data: (sqlalchemy.dialects.postgresql.asyncpg.ProgrammingError)"
                     *     }
                     */
                    "application/json": components["schemas"]["LibertyError"];
                };
            };
            503: components["responses"]["LibertyUnavailable"];
        };
    };
}
