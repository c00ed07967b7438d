/** Generated from the contract by `npm run contract:types`. Do not edit. */

export interface paths {
    "/init/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether set-up is still to be done */
        get: operations["ecoflowInitStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server/isOnline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell that the server answers */
        get: operations["ecoflowServerIsOnline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a password
         * @description Answers the access token and sets the refresh cookie. All failures have one text.
         */
        post: operations["ecoflowAuthLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End the session of the access token
         * @description Access and refresh token stop working at once and the cookie is cleared. A personal access token has no session: 403.
         */
        delete: operations["ecoflowAuthLogout"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/isAuthenticated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whom the access token stands for */
        get: operations["ecoflowAuthIsAuthenticated"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/refreshToken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Trade the refresh cookie for a new access token
         * @description Takes the cookie only and replaces it. Failures answer 403, since clients answer a 401 by calling this operation.
         */
        patch: operations["ecoflowAuthRefreshToken"];
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch the own account */
        get: operations["ecoflowAccountFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the own profile or password
         * @description Mode `info` takes `name` and `email`; mode `PWD` takes the three passwords. A wrong old password, two new ones that differ or a weak one answer 400. A changed password or e-mail ends the account's sessions and personal access tokens.
         */
        patch: operations["ecoflowAccountUpdate"];
        trace?: never;
    };
    "/users/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List own roles and permission flags */
        get: operations["ecoflowAccountPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/permissions/{mode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List own roles or own permission flags */
        get: operations["ecoflowAccountPermissionsByMode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the names of own roles */
        get: operations["ecoflowAccountRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List roles */
        get: operations["ecoflowRolesList"];
        put?: never;
        /**
         * Create a role
         * @description Starts with the permissions of `roleLike`, if one is named, and answers all roles. An unknown `roleLike` answers 400.
         */
        post: operations["ecoflowRolesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a role's permission flags
         * @description Adds and removes only nodes that some flag stands for, and answers all roles.
         */
        patch: operations["ecoflowRolesUpdate"];
        trace?: never;
    };
    "/role/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch a role
         * @description The answer is a list of one.
         */
        get: operations["ecoflowRolesFetch"];
        put?: never;
        post?: never;
        /**
         * Delete a role
         * @description Takes it from every user who has it and answers the remaining roles. The default role and others that every installation has cannot be deleted: 409.
         */
        delete: operations["ecoflowRolesDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/usernames": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List login names
         * @description Without the permanent administrator.
         */
        get: operations["ecoflowUsersListUsernames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/usernames/{isSystem}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List login names, with or without the permanent administrator */
        get: operations["ecoflowUsersListUsernamesBySystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a user */
        post: operations["ecoflowUsersCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{userID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch a user */
        get: operations["ecoflowUsersFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description Another `username` renames the user. A changed password or e-mail ends the user's sessions and personal access tokens.
         */
        patch: operations["ecoflowUsersUpdate"];
        trace?: never;
    };
    "/admin/users/{userID}/ToggleUser": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Enable or disable a user
         * @description A disabled user is refused from the next request on. Oneself and the last administrator cannot be disabled: 409.
         */
        patch: operations["ecoflowUsersToggle"];
        trace?: never;
    };
    "/auditLogs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the newest audit records */
        get: operations["ecoflowAuditList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auditLogs/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one page of the audit log */
        get: operations["ecoflowAuditListPage"];
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
        EcoflowInitStatus: {
            /** @description Signing in is required; always true here. */
            isAuth: boolean;
            /** @description True while no user exists. */
            isNewClient: boolean;
        };
        EcoflowError: {
            /** @enum {boolean} */
            error: true;
            /** @description What went wrong; a rejected input is named. */
            payload: string;
        };
        EcoflowServerStatus: {
            isServerOnline: boolean;
        };
        EcoflowLogin: {
            /** @description Login name or e-mail, whatever its case. */
            username: string;
            password: string;
        };
        EcoflowTokenClaims: {
            /** @description Login name. */
            _id: string;
            /** @description Issued at, seconds since 1970. */
            iat: number;
            /** @description Expires at, seconds since 1970; null for a personal access token without an end. */
            exp: number | null;
        };
        EcoflowAccount: {
            name: string;
            username: string;
            email: string | null;
            /** @description True for the administrator of the first run. */
            isPermanent: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        EcoflowAccountChanges: {
            name?: string;
            /** @description Unique; empty for none. */
            email?: string;
            oldPassword?: string;
            /** @description At least 8 characters with a digit, a lower-case letter, an upper-case letter and one of `!@#$%^&*`. */
            newPassword?: string;
            /** @description The new password again. */
            rePassword?: string;
        };
        EcoflowAccountUpdate: {
            /** @enum {string} */
            mode: "info" | "PWD";
            userInfo: components["schemas"]["EcoflowAccountChanges"];
        };
        /** @description The flags of this system; each stands for a list of permission nodes and is true when all of them are held. Absent means false. */
        EcoflowPermissionFlags: {
            createUser?: boolean;
            deleteUser?: boolean;
            updateUser?: boolean;
            showUser?: boolean;
            createRole?: boolean;
            deleteRole?: boolean;
            updateRole?: boolean;
            serverConfigurationShow?: boolean;
            serverConfigurationUpdate?: boolean;
            stopServer?: boolean;
            restartServer?: boolean;
            createEnvs?: boolean;
            deleteEnvs?: boolean;
            updateEnvs?: boolean;
            backup?: boolean;
            restore?: boolean;
            schemaEditor?: boolean;
            createDBConnection?: boolean;
            modifyDBConnection?: boolean;
            removeDBConnection?: boolean;
            createCollectionTable?: boolean;
            modifyCollectionTable?: boolean;
            removeCollectionTable?: boolean;
            modifyDBStructure?: boolean;
            displayDBRecord?: boolean;
            insertDBRecord?: boolean;
            modifyDBRecord?: boolean;
            removeDBRecord?: boolean;
            flowEditor?: boolean;
            auditLogs?: boolean;
            administrator?: boolean;
        };
        EcoflowOwnPermissions: {
            /** @description Role ids. */
            rolesList: string[];
            permissions: components["schemas"]["EcoflowPermissionFlags"];
        };
        /** @description The one that was asked for. */
        EcoflowOwnPermissionsPart: {
            /** @description Role ids. */
            rolesList?: string[];
            permissions?: components["schemas"]["EcoflowPermissionFlags"];
        };
        EcoflowRole: {
            _id: string;
            name: string;
            /** @description True for the role that grants everything. */
            isDefault: boolean;
            permissions: components["schemas"]["EcoflowPermissionFlags"];
        };
        EcoflowRoleCreate: {
            roleName: string;
            /** @description Id of the role to copy. */
            roleLike?: string | null;
        };
        EcoflowRoleUpdate: {
            id: string;
            permissions: components["schemas"]["EcoflowPermissionFlags"];
        };
        EcoflowUserCreate: {
            /** @description Login name; stored in lower case, unique. It is none of the reserved path words and does not look like an id. */
            username: string;
            name: string;
            /** @description At least 8 characters with a digit, a lower-case letter, an upper-case letter and one of `!@#$%^&*`. */
            password: string;
            /** @description Unique; empty for none. */
            email?: string;
            /** @description Role ids; they replace the whole list. */
            roles?: string[];
        };
        EcoflowUser: {
            username: string;
            name: string;
            email: string | null;
            /** @description Role ids. */
            roles: string[];
            isActive: boolean;
        };
        EcoflowUserUpdate: {
            /** @description Login name; stored in lower case, unique. It is none of the reserved path words and does not look like an id. */
            username: string;
            name: string;
            /** @description Unique; empty for none. */
            email?: string;
            /** @description Role ids; they replace the whole list. */
            roles?: string[];
            /** @description At least 8 characters with a digit, a lower-case letter, an upper-case letter and one of `!@#$%^&*`. */
            password?: string;
        };
        EcoflowUserToggle: {
            isActiveUser: boolean;
        };
        EcoflowUserToggled: {
            msg: string;
            isActive: boolean;
        };
        EcoflowAuditLog: {
            _id: string;
            /** @description Moment in UTC, `YYYY-MM-DD HH:mm:ss`. */
            timeSpan: string;
            message: string;
            /** @enum {string} */
            type: "Info" | "Warning" | "Error";
            /** @description Login name of the user who acted; `SYSTEM_LOG` when nobody was signed in. */
            userID: string;
        };
        EcoflowAuditLogPage: {
            /** @description Records of the whole log. */
            totalDocs: number;
            /** @description Newest first, 100 to a page. */
            logs: components["schemas"]["EcoflowAuditLog"][];
        };
    };
    responses: {
        /** @description A fault of the server. */
        EcoflowInternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": true,
                 *       "payload": "Internal server error"
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowError"];
            };
        };
        /** @description The server cannot take the work now; try again later. */
        EcoflowUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": true,
                 *       "payload": "The service is temporarily unavailable"
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowError"];
            };
        };
        /** @description The input was rejected; the text names the field. */
        EcoflowBadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": true,
                 *       "payload": "roleName: Field is required"
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowError"];
            };
        };
        /** @description The body exceeds the configured limit. */
        EcoflowPayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": true,
                 *       "payload": "The request body is too large"
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowError"];
            };
        };
        /** @description The content type of the body is not accepted. */
        EcoflowUnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": true,
                 *       "payload": "Unsupported content type"
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowError"];
            };
        };
        /** @description A rate limit is reached; `Retry-After` says for how long. */
        EcoflowTooManyRequests: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": true,
                 *       "payload": "Too many requests"
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowError"];
            };
        };
        /** @description No token, or one that is not valid now. */
        EcoflowUnauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": true,
                 *       "payload": "Unauthorized"
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowError"];
            };
        };
        /** @description A permission that the operation names is missing, or the change would reach beyond what the caller holds. */
        EcoflowForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": true,
                 *       "payload": "Insufficient permissions"
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowError"];
            };
        };
        /** @description A unique value is taken, a seeded role would go, or the last administrator would be lost. */
        EcoflowConflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": true,
                 *       "payload": "The resource already exists or was changed by someone else"
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowError"];
            };
        };
        /** @description No role has that id. */
        EcoflowRoleNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": true,
                 *       "payload": "Role with identifier 'unknown' was not found."
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowError"];
            };
        };
        /** @description No user has that login name. */
        EcoflowUserNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": true,
                 *       "payload": "User with identifier 'nobody' was not found."
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowError"];
            };
        };
    };
    parameters: {
        /**
         * @description The role's id.
         * @example ckx0000000000000000000002
         */
        RoleId: string;
        /**
         * @description The login name, whatever its case.
         * @example jane.doe
         */
        UserID: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type EcoflowInitStatus = components['schemas']['EcoflowInitStatus'];
export type EcoflowError = components['schemas']['EcoflowError'];
export type EcoflowServerStatus = components['schemas']['EcoflowServerStatus'];
export type EcoflowLogin = components['schemas']['EcoflowLogin'];
export type EcoflowTokenClaims = components['schemas']['EcoflowTokenClaims'];
export type EcoflowAccount = components['schemas']['EcoflowAccount'];
export type EcoflowAccountChanges = components['schemas']['EcoflowAccountChanges'];
export type EcoflowAccountUpdate = components['schemas']['EcoflowAccountUpdate'];
export type EcoflowPermissionFlags = components['schemas']['EcoflowPermissionFlags'];
export type EcoflowOwnPermissions = components['schemas']['EcoflowOwnPermissions'];
export type EcoflowOwnPermissionsPart = components['schemas']['EcoflowOwnPermissionsPart'];
export type EcoflowRole = components['schemas']['EcoflowRole'];
export type EcoflowRoleCreate = components['schemas']['EcoflowRoleCreate'];
export type EcoflowRoleUpdate = components['schemas']['EcoflowRoleUpdate'];
export type EcoflowUserCreate = components['schemas']['EcoflowUserCreate'];
export type EcoflowUser = components['schemas']['EcoflowUser'];
export type EcoflowUserUpdate = components['schemas']['EcoflowUserUpdate'];
export type EcoflowUserToggle = components['schemas']['EcoflowUserToggle'];
export type EcoflowUserToggled = components['schemas']['EcoflowUserToggled'];
export type EcoflowAuditLog = components['schemas']['EcoflowAuditLog'];
export type EcoflowAuditLogPage = components['schemas']['EcoflowAuditLogPage'];
export type ResponseEcoflowInternalServerError = components['responses']['EcoflowInternalServerError'];
export type ResponseEcoflowUnavailable = components['responses']['EcoflowUnavailable'];
export type ResponseEcoflowBadRequest = components['responses']['EcoflowBadRequest'];
export type ResponseEcoflowPayloadTooLarge = components['responses']['EcoflowPayloadTooLarge'];
export type ResponseEcoflowUnsupportedMediaType = components['responses']['EcoflowUnsupportedMediaType'];
export type ResponseEcoflowTooManyRequests = components['responses']['EcoflowTooManyRequests'];
export type ResponseEcoflowUnauthorized = components['responses']['EcoflowUnauthorized'];
export type ResponseEcoflowForbidden = components['responses']['EcoflowForbidden'];
export type ResponseEcoflowConflict = components['responses']['EcoflowConflict'];
export type ResponseEcoflowRoleNotFound = components['responses']['EcoflowRoleNotFound'];
export type ResponseEcoflowUserNotFound = components['responses']['EcoflowUserNotFound'];
export type ParameterRoleId = components['parameters']['RoleId'];
export type ParameterUserId = components['parameters']['UserID'];
export type $defs = Record<string, never>;
export interface operations {
    ecoflowInitStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": {
                     *         "isAuth": true,
                     *         "isNewClient": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowInitStatus"];
                    };
                };
            };
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowServerIsOnline: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": {
                     *         "isServerOnline": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowServerStatus"];
                    };
                };
            };
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowAuthLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "admin",
                 *       "password": "Admin-Secret1!"
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowLogin"];
            };
        };
        responses: {
            /** @description Signed in. */
            200: {
                headers: {
                    /** @description The refresh cookie: HttpOnly, SameSite=Lax, Secure behind TLS, 7 days. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": "eyJhbGciOiJFUzI1NiJ9.eyJfaWQiOiJhZG1pbiJ9.c2lnbmF0dXJl"
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        /** @description Access token. */
                        payload: string;
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            /** @description Unknown or disabled user, or a wrong password. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": true,
                     *       "payload": "Wrong username or password"
                     *     }
                     */
                    "application/json": components["schemas"]["EcoflowError"];
                };
            };
            413: components["responses"]["EcoflowPayloadTooLarge"];
            415: components["responses"]["EcoflowUnsupportedMediaType"];
            429: components["responses"]["EcoflowTooManyRequests"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowAuthLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Clears the refresh cookie. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": "Logout successful"
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        /** @description A sentence to show. */
                        payload: string;
                    };
                };
            };
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            429: components["responses"]["EcoflowTooManyRequests"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowAuthIsAuthenticated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": {
                     *         "_id": "admin",
                     *         "iat": 1771286400,
                     *         "exp": 1771290000
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowTokenClaims"];
                    };
                };
            };
            401: components["responses"]["EcoflowUnauthorized"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowAuthRefreshToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The refresh cookie: HttpOnly, SameSite=Lax, Secure behind TLS, 7 days. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": "eyJhbGciOiJFUzI1NiJ9.eyJfaWQiOiJhZG1pbiJ9.c2lnbmF0dXJl"
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        /** @description Access token. */
                        payload: string;
                    };
                };
            };
            /** @description The cookie is missing, used up, expired or comes from another origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": true,
                     *       "payload": "The session has ended"
                     *     }
                     */
                    "application/json": components["schemas"]["EcoflowError"];
                };
            };
            429: components["responses"]["EcoflowTooManyRequests"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowAccountFetch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": {
                     *         "name": "Administrator",
                     *         "username": "admin",
                     *         "email": "admin@example.com",
                     *         "isPermanent": true,
                     *         "createdAt": "2026-02-17T00:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowAccount"];
                    };
                };
            };
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowAccountUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mode": "PWD",
                 *       "userInfo": {
                 *         "oldPassword": "Old-Secret1!",
                 *         "newPassword": "New-Secret2!",
                 *         "rePassword": "New-Secret2!"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowAccountUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": "Password updated successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        /** @description A sentence to show. */
                        payload: string;
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            409: components["responses"]["EcoflowConflict"];
            413: components["responses"]["EcoflowPayloadTooLarge"];
            415: components["responses"]["EcoflowUnsupportedMediaType"];
            429: components["responses"]["EcoflowTooManyRequests"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowAccountPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": {
                     *         "rolesList": [
                     *           "ckx0000000000000000000002"
                     *         ],
                     *         "permissions": {
                     *           "showUser": true,
                     *           "auditLogs": true
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowOwnPermissions"];
                    };
                };
            };
            401: components["responses"]["EcoflowUnauthorized"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowAccountPermissionsByMode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `RoleList` for the roles, `Permissions` for the flags. */
                mode: "RoleList" | "Permissions";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": {
                     *         "rolesList": [
                     *           "ckx0000000000000000000002"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowOwnPermissionsPart"];
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            401: components["responses"]["EcoflowUnauthorized"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowAccountRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": [
                     *         "admin"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: string[];
                    };
                };
            };
            401: components["responses"]["EcoflowUnauthorized"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowRolesList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": [
                     *         {
                     *           "_id": "ckx0000000000000000000001",
                     *           "name": "Administrator",
                     *           "isDefault": true,
                     *           "permissions": {
                     *             "administrator": true
                     *           }
                     *         },
                     *         {
                     *           "_id": "ckx0000000000000000000002",
                     *           "name": "Auditor",
                     *           "isDefault": false,
                     *           "permissions": {
                     *             "auditLogs": true
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowRole"][];
                    };
                };
            };
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowRolesCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "roleName": "Auditor",
                 *       "roleLike": null
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowRoleCreate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": [
                     *         {
                     *           "_id": "ckx0000000000000000000001",
                     *           "name": "Administrator",
                     *           "isDefault": true,
                     *           "permissions": {
                     *             "administrator": true
                     *           }
                     *         },
                     *         {
                     *           "_id": "ckx0000000000000000000002",
                     *           "name": "Auditor",
                     *           "isDefault": false,
                     *           "permissions": {
                     *             "auditLogs": true
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowRole"][];
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            413: components["responses"]["EcoflowPayloadTooLarge"];
            415: components["responses"]["EcoflowUnsupportedMediaType"];
            429: components["responses"]["EcoflowTooManyRequests"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowRolesUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "ckx0000000000000000000002",
                 *       "permissions": {
                 *         "auditLogs": true
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowRoleUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": [
                     *         {
                     *           "_id": "ckx0000000000000000000001",
                     *           "name": "Administrator",
                     *           "isDefault": true,
                     *           "permissions": {
                     *             "administrator": true
                     *           }
                     *         },
                     *         {
                     *           "_id": "ckx0000000000000000000002",
                     *           "name": "Auditor",
                     *           "isDefault": false,
                     *           "permissions": {
                     *             "auditLogs": true
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowRole"][];
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            404: components["responses"]["EcoflowRoleNotFound"];
            409: components["responses"]["EcoflowConflict"];
            413: components["responses"]["EcoflowPayloadTooLarge"];
            415: components["responses"]["EcoflowUnsupportedMediaType"];
            429: components["responses"]["EcoflowTooManyRequests"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowRolesFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The role's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["RoleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": [
                     *         {
                     *           "_id": "ckx0000000000000000000002",
                     *           "name": "Auditor",
                     *           "isDefault": false,
                     *           "permissions": {
                     *             "auditLogs": true
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowRole"][];
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            404: components["responses"]["EcoflowRoleNotFound"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowRolesDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The role's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["RoleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": [
                     *         {
                     *           "_id": "ckx0000000000000000000001",
                     *           "name": "Administrator",
                     *           "isDefault": true,
                     *           "permissions": {
                     *             "administrator": true
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowRole"][];
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            404: components["responses"]["EcoflowRoleNotFound"];
            409: components["responses"]["EcoflowConflict"];
            429: components["responses"]["EcoflowTooManyRequests"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowUsersListUsernames: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": [
                     *         "jane.doe",
                     *         "john.doe"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: string[];
                    };
                };
            };
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowUsersListUsernamesBySystem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `system`, `true` and `1` include the permanent administrator; `false` and `0` do not. */
                isSystem: "system" | "true" | "1" | "false" | "0";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": [
                     *         "admin",
                     *         "jane.doe",
                     *         "john.doe"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: string[];
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowUsersCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "jane.doe",
                 *       "name": "Jane Doe",
                 *       "password": "New-Secret2!",
                 *       "email": "jane.doe@example.com",
                 *       "roles": [
                 *         "ckx0000000000000000000002"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowUserCreate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": "User Created successful."
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        /** @description A sentence to show. */
                        payload: string;
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            409: components["responses"]["EcoflowConflict"];
            413: components["responses"]["EcoflowPayloadTooLarge"];
            415: components["responses"]["EcoflowUnsupportedMediaType"];
            429: components["responses"]["EcoflowTooManyRequests"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowUsersFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name, whatever its case.
                 * @example jane.doe
                 */
                userID: components["parameters"]["UserID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": {
                     *         "username": "jane.doe",
                     *         "name": "Jane Doe",
                     *         "email": "jane.doe@example.com",
                     *         "roles": [
                     *           "ckx0000000000000000000002"
                     *         ],
                     *         "isActive": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowUser"];
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            404: components["responses"]["EcoflowUserNotFound"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowUsersUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name, whatever its case.
                 * @example jane.doe
                 */
                userID: components["parameters"]["UserID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "jane.doe",
                 *       "name": "Jane Smith"
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowUserUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": "User updated successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        /** @description A sentence to show. */
                        payload: string;
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            404: components["responses"]["EcoflowUserNotFound"];
            409: components["responses"]["EcoflowConflict"];
            413: components["responses"]["EcoflowPayloadTooLarge"];
            415: components["responses"]["EcoflowUnsupportedMediaType"];
            429: components["responses"]["EcoflowTooManyRequests"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowUsersToggle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name, whatever its case.
                 * @example jane.doe
                 */
                userID: components["parameters"]["UserID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "isActiveUser": false
                 *     }
                 */
                "application/json": components["schemas"]["EcoflowUserToggle"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": {
                     *         "msg": "User successfully Disabled",
                     *         "isActive": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowUserToggled"];
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            404: components["responses"]["EcoflowUserNotFound"];
            409: components["responses"]["EcoflowConflict"];
            413: components["responses"]["EcoflowPayloadTooLarge"];
            415: components["responses"]["EcoflowUnsupportedMediaType"];
            429: components["responses"]["EcoflowTooManyRequests"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowAuditList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": {
                     *         "totalDocs": 1,
                     *         "logs": [
                     *           {
                     *             "_id": "ckx0000000000000000000009",
                     *             "timeSpan": "2026-02-17 00:00:00",
                     *             "message": "Role \"Auditor\" created",
                     *             "type": "Info",
                     *             "userID": "admin"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowAuditLogPage"];
                    };
                };
            };
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
    ecoflowAuditListPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 1-based; a page past the end is empty.
                 * @example 2
                 */
                page: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "payload": {
                     *         "totalDocs": 1,
                     *         "logs": [
                     *           {
                     *             "_id": "ckx0000000000000000000009",
                     *             "timeSpan": "2026-02-17 00:00:00",
                     *             "message": "Role \"Auditor\" created",
                     *             "type": "Info",
                     *             "userID": "admin"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        payload: components["schemas"]["EcoflowAuditLogPage"];
                    };
                };
            };
            400: components["responses"]["EcoflowBadRequest"];
            401: components["responses"]["EcoflowUnauthorized"];
            403: components["responses"]["EcoflowForbidden"];
            500: components["responses"]["EcoflowInternalServerError"];
            503: components["responses"]["EcoflowUnavailable"];
        };
    };
}
