/** Generated from the contract by `npm run contract:types`. Do not edit. */

export interface paths {
    "/oauth2/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * POST Token Refresh
         * @description Password grant and refresh grant; a refresh returns a new refresh token and ends the old one. Whatever OAuth refuses (client, grant type, credentials, refresh token) is 401 `authentication_failed` with the OAuth error in `error_message`, without telling an unknown user from a wrong password. A stale Authorization header is ignored.
         */
        post: operations["beaverOauth2Token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * POST User Registration
         * @description Registers a user. The first user of an installation becomes its administrator; in production that needs the set-up token in `x-setup-token`. Later registrations are refused with 403 unless sign-up is switched on. Nobody is signed in by it.
         */
        post: operations["beaverUsersRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * GET User Status Information
         * @description Whether the installation has a user already.
         */
        get: operations["beaverUsersStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * GET Signed-in User
         * @description The signed-in user; clients call it on every page load.
         */
        get: operations["beaverUsersFetch"];
        put?: never;
        post?: never;
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
        BeaverTokenRequest: {
            /** @description `password` or `refresh_token`. */
            grant_type?: string;
            client_id?: string;
            client_secret?: string;
            /** @description E-mail address or login name. */
            username?: string;
            password?: string;
            refresh_token?: string;
        };
        /**
         * @description Unique request identifier, equal to the header `x-request-id`.
         * @example 0f8fad5bd9cb469fa16570867728950e
         */
        BeaverRequestId: string;
        BeaverTokens: {
            access_token: string;
            refresh_token: string;
            /** @enum {string} */
            token_type: "Bearer";
            /** @description Seconds until the access token expires. */
            expires_in: number;
        };
        /** @description The envelope, with the fields of `data` repeated at top level. */
        BeaverTokenAnswer: {
            /** @enum {string} */
            status: "Success";
            request_id: components["schemas"]["BeaverRequestId"];
            data: components["schemas"]["BeaverTokens"];
            access_token: string;
            refresh_token: string;
            /** @enum {string} */
            token_type: "Bearer";
            /** @description Seconds until the access token expires. */
            expires_in: number;
        };
        BeaverError: {
            /** @enum {string} */
            status: "Failed";
            request_id: components["schemas"]["BeaverRequestId"];
            /** @description Stable code: server_error, parameter_validation_failed, parameter_syntax_error, data_no_found, method_not_allowed, request_too_frequently, token_expired, token_invalid, forbidden_permission, authentication_failed, user_register_email_exist, dashboard_name_exist. */
            error_code: string;
            error_message: string;
            /** @description More about the failure when there is more to say. */
            detail_message?: string;
        };
        BeaverRegistration: {
            /** Format: email */
            email: string;
            nickname: string;
            password: string;
        };
        /** @description Success of an operation that has nothing to return. */
        BeaverDone: {
            /** @enum {string} */
            status: "Success";
            request_id: components["schemas"]["BeaverRequestId"];
        };
        BeaverUserStatus: {
            /** @description True when at least one user exists. */
            init: boolean;
        };
        BeaverUser: {
            user_id: string;
            nickname: string;
            email: string;
        };
    };
    responses: {
        /** @description A field is missing or not valid */
        BeaverInvalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "Failed",
                 *       "request_id": "0f8fad5bd9cb469fa16570867728950e",
                 *       "error_code": "parameter_validation_failed",
                 *       "error_message": "email must be an email"
                 *     }
                 */
                "application/json": components["schemas"]["BeaverError"];
            };
        };
        /** @description The body is too large */
        BeaverTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["BeaverError"];
            };
        };
        /** @description The content type is not supported */
        BeaverUnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["BeaverError"];
            };
        };
        /** @description Too many requests */
        BeaverTooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "Failed",
                 *       "request_id": "0f8fad5bd9cb469fa16570867728950e",
                 *       "error_code": "request_too_frequently",
                 *       "error_message": "Too many requests"
                 *     }
                 */
                "application/json": components["schemas"]["BeaverError"];
            };
        };
        /** @description Internal server error */
        BeaverServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "Failed",
                 *       "request_id": "0f8fad5bd9cb469fa16570867728950e",
                 *       "error_code": "server_error",
                 *       "error_message": "Internal server error"
                 *     }
                 */
                "application/json": components["schemas"]["BeaverError"];
            };
        };
        /** @description Too busy for another password check */
        BeaverUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["BeaverError"];
            };
        };
        /** @description OK */
        BeaverDone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "Success",
                 *       "request_id": "0f8fad5bd9cb469fa16570867728950e"
                 *     }
                 */
                "application/json": components["schemas"]["BeaverDone"];
            };
        };
        /** @description The caller may not do this */
        BeaverForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "Failed",
                 *       "request_id": "0f8fad5bd9cb469fa16570867728950e",
                 *       "error_code": "forbidden_permission",
                 *       "error_message": "Insufficient permissions"
                 *     }
                 */
                "application/json": components["schemas"]["BeaverError"];
            };
        };
        /** @description No token, or one that is not valid now */
        BeaverUnauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "Failed",
                 *       "request_id": "0f8fad5bd9cb469fa16570867728950e",
                 *       "error_code": "authentication_failed",
                 *       "error_message": "Unauthorized"
                 *     }
                 */
                "application/json": components["schemas"]["BeaverError"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Seconds to wait before the next attempt. */
        RetryAfter: number;
    };
    pathItems: never;
}
export type BeaverTokenRequest = components['schemas']['BeaverTokenRequest'];
export type BeaverRequestId = components['schemas']['BeaverRequestId'];
export type BeaverTokens = components['schemas']['BeaverTokens'];
export type BeaverTokenAnswer = components['schemas']['BeaverTokenAnswer'];
export type BeaverError = components['schemas']['BeaverError'];
export type BeaverRegistration = components['schemas']['BeaverRegistration'];
export type BeaverDone = components['schemas']['BeaverDone'];
export type BeaverUserStatus = components['schemas']['BeaverUserStatus'];
export type BeaverUser = components['schemas']['BeaverUser'];
export type ResponseBeaverInvalid = components['responses']['BeaverInvalid'];
export type ResponseBeaverTooLarge = components['responses']['BeaverTooLarge'];
export type ResponseBeaverUnsupportedMediaType = components['responses']['BeaverUnsupportedMediaType'];
export type ResponseBeaverTooManyRequests = components['responses']['BeaverTooManyRequests'];
export type ResponseBeaverServerError = components['responses']['BeaverServerError'];
export type ResponseBeaverUnavailable = components['responses']['BeaverUnavailable'];
export type ResponseBeaverDone = components['responses']['BeaverDone'];
export type ResponseBeaverForbidden = components['responses']['BeaverForbidden'];
export type ResponseBeaverUnauthenticated = components['responses']['BeaverUnauthenticated'];
export type HeaderRetryAfter = components['headers']['RetryAfter'];
export type $defs = Record<string, never>;
export interface operations {
    beaverOauth2Token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["BeaverTokenRequest"];
                "application/json": components["schemas"]["BeaverTokenRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "Success",
                     *       "request_id": "0f8fad5bd9cb469fa16570867728950e",
                     *       "data": {
                     *         "access_token": "string",
                     *         "refresh_token": "string",
                     *         "token_type": "Bearer",
                     *         "expires_in": 0
                     *       },
                     *       "access_token": "string",
                     *       "refresh_token": "string",
                     *       "token_type": "Bearer",
                     *       "expires_in": 0
                     *     }
                     */
                    "application/json": components["schemas"]["BeaverTokenAnswer"];
                };
            };
            400: components["responses"]["BeaverInvalid"];
            /** @description Refused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "Failed",
                     *       "request_id": "0f8fad5bd9cb469fa16570867728950e",
                     *       "error_code": "authentication_failed",
                     *       "error_message": "invalid_grant"
                     *     }
                     */
                    "application/json": components["schemas"]["BeaverError"];
                };
            };
            413: components["responses"]["BeaverTooLarge"];
            415: components["responses"]["BeaverUnsupportedMediaType"];
            429: components["responses"]["BeaverTooManyRequests"];
            500: components["responses"]["BeaverServerError"];
            503: components["responses"]["BeaverUnavailable"];
        };
    };
    beaverUsersRegister: {
        parameters: {
            query?: never;
            header?: {
                /** @description The set-up token printed at the first start; production only, first user only. */
                "x-setup-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "nickname": "Ada",
                 *       "password": "Correct-Horse-7!"
                 *     }
                 */
                "application/json": components["schemas"]["BeaverRegistration"];
            };
        };
        responses: {
            200: components["responses"]["BeaverDone"];
            400: components["responses"]["BeaverInvalid"];
            403: components["responses"]["BeaverForbidden"];
            /** @description Another user has this e-mail address */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "Failed",
                     *       "request_id": "0f8fad5bd9cb469fa16570867728950e",
                     *       "error_code": "user_register_email_exist",
                     *       "error_message": "The e-mail address is in use"
                     *     }
                     */
                    "application/json": components["schemas"]["BeaverError"];
                };
            };
            413: components["responses"]["BeaverTooLarge"];
            415: components["responses"]["BeaverUnsupportedMediaType"];
            429: components["responses"]["BeaverTooManyRequests"];
            500: components["responses"]["BeaverServerError"];
            503: components["responses"]["BeaverUnavailable"];
        };
    };
    beaverUsersStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "Success",
                     *       "request_id": "0f8fad5bd9cb469fa16570867728950e",
                     *       "data": {
                     *         "init": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "Success";
                        request_id: components["schemas"]["BeaverRequestId"];
                        data: components["schemas"]["BeaverUserStatus"];
                    };
                };
            };
            500: components["responses"]["BeaverServerError"];
            503: components["responses"]["BeaverUnavailable"];
        };
    };
    beaverUsersFetch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "Success",
                     *       "request_id": "0f8fad5bd9cb469fa16570867728950e",
                     *       "data": {
                     *         "user_id": "ckgw8bmh20000cd4rhnm4b7b9",
                     *         "nickname": "Ada",
                     *         "email": "ada@example.com"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "Success";
                        request_id: components["schemas"]["BeaverRequestId"];
                        data: components["schemas"]["BeaverUser"];
                    };
                };
            };
            401: components["responses"]["BeaverUnauthenticated"];
            500: components["responses"]["BeaverServerError"];
            503: components["responses"]["BeaverUnavailable"];
        };
    };
}
