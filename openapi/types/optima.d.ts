/** Generated from the contract by `npm run contract:types`. Do not edit. */

export interface paths {
    "/v1/auth/uri": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Start a sign-in at the identity provider
         * @description Sets a cookie that ties the sign-in to this browser. Connect to socket.io with `auth: {callbackKey}` before sending the person to `uri`: the first socket that does gets one event `auth:tokens` with both tokens, within 10 minutes.
         */
        get: operations["optimaAuthUri"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/redirect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Come back from the identity provider
         * @description Finishes the sign-in that `state` names. A browser without the cookie of `GET /v1/auth/uri` gets a page that says who asked and waits for a click.
         */
        get: operations["optimaAuthRedirect"];
        put?: never;
        /**
         * Confirm a sign-in that another browser started
         * @description The button of the page that `GET /v1/auth/redirect` shows.
         */
        post: operations["optimaAuthConfirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trade a refresh token for new tokens
         * @description The presented token is used up. A second tab that presents it within 30 seconds gets the same successor; later reuse ends the session. A stale `Authorization` header is ignored.
         */
        post: operations["optimaAuthRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the session of the access token
         * @description The access token and its refresh token stop working at once. A personal access token has no session: 403.
         */
        post: operations["optimaAuthLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/user/@me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch the signed-in user */
        get: operations["optimaAccountFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the own profile
         * @description Fields that are left out stay as they are.
         */
        patch: operations["optimaAccountUpdate"];
        trace?: never;
    };
    "/v1/user/@me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the own password
         * @description A wrong old password or a weak new one answers 400 and names the field. Success ends the account's sessions and personal access tokens.
         */
        post: operations["optimaAccountChangePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/user/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description Without `page` and `rpp` the answer holds every match, up to 10,000, and no `pagination`. With either of them it holds one page and says where it stands.
         */
        get: operations["optimaUsersList"];
        put?: never;
        /**
         * Create a user
         * @description Without `password` the user can sign in by a linked identity provider only.
         */
        post: operations["optimaUsersCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/user/users/{identifier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch a user */
        get: operations["optimaUsersFetch"];
        put?: never;
        post?: never;
        /**
         * Delete a user
         * @description Answers the user as it was. Oneself, the permanent administrator and the only owner of a team cannot be deleted: 409.
         */
        delete: operations["optimaUsersDelete"];
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description Fields that are left out stay as they are; `roles` and `permissions` replace the whole list. An unknown role answers 400.
         */
        patch: operations["optimaUsersUpdate"];
        trace?: never;
    };
    "/v1/user/users/{identifier}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a user's roles */
        get: operations["optimaUsersListRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/role/{identifier}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users of a role
         * @description Here each user's `roles` are role ids.
         */
        get: operations["optimaRolesListUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/user/@me/check-permission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test own permissions */
        post: operations["optimaAccountCheckPermissions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/user/users/{identifier}/check-permission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test a user's permissions */
        post: operations["optimaUsersCheckPermissions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List roles */
        get: operations["optimaRolesList"];
        put?: never;
        /** Create a role */
        post: operations["optimaRolesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/role/{identifier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch a role */
        get: operations["optimaRolesFetch"];
        put?: never;
        post?: never;
        /**
         * Delete a role
         * @description Takes it from every user who has it and answers the role as it was, without its permissions. A role that every installation has cannot be deleted: 409.
         */
        delete: operations["optimaRolesDelete"];
        options?: never;
        head?: never;
        /**
         * Change a role
         * @description Fields that are left out stay as they are; `permissions` replaces the whole list.
         */
        patch: operations["optimaRolesUpdate"];
        trace?: never;
    };
    "/v1/role/{identifier}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add permissions to a role
         * @description Nodes that the role already has are kept once.
         */
        post: operations["optimaRolesAddPermissions"];
        /**
         * Remove permissions from a role
         * @description Nodes that the role does not have are passed over.
         */
        delete: operations["optimaRolesRemovePermissions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List permission nodes by category */
        get: operations["optimaPermissionsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/permissions/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List permission nodes */
        get: operations["optimaPermissionsListNodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/permissions/{category}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch one category of permission nodes */
        get: operations["optimaPermissionsFetchCategory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/company/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List companies
         * @description By name. Without `cw_Data`, which only a single company shows.
         */
        get: operations["optimaCompaniesList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/company/companies/{identifier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch a company
         * @description `cw_Data` holds what the query asks for and is empty when it asks for nothing. A flag counts when it is the text `true`; any other text counts as `false`.
         */
        get: operations["optimaCompaniesFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate a password or passphrase
         * @description Every value that keeps to the policy is equally likely. Nothing is stored, and neither the log nor the audit log learns the value. A rule of the other kind, or one that no value can keep to, answers 400 and names the field.
         */
        post: operations["optimaCredentialGeneratorGenerate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description Newest first. All filters given must hold.
         */
        get: operations["optimaAuditList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify the chain of the audit log
         * @description Recomputes the hash of every sealed record and the signature of every checkpoint.
         */
        post: operations["optimaAuditVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/job": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List background jobs
         * @description Newest first. Lists the caller's own jobs; with the node `job.fetch.many` everybody's, and those of schedules. All filters given must hold.
         */
        get: operations["optimaJobsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/job/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch a background job
         * @description Whoever started a job may watch it; others need the node `job.fetch`. Without it their jobs answer 404. Sockets of the starter (`/socket.io`, default namespace) get each change as `job:progress` `{id, kind, state, progress}` while they are connected to the process that makes it.
         */
        get: operations["optimaJobsFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/job/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a background job
         * @description A queued job is cancelled at once. A running one is asked to stop: it stays `running` with `cancelRequested` until its next checkpoint, and what it has done by then remains. Whoever started a job may cancel it; others need the node `job.cancel`. A job that the caller may neither see nor cancel answers 404.
         */
        post: operations["optimaJobsCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teapot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Decline to brew coffee */
        get: operations["optimaUtilityTeapot"];
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
        SignInStart: {
            /**
             * Format: uri
             * @description Where to send the person.
             */
            uri: string;
            /** @description Names this sign-in for the socket and the way back; not guessable, used once. */
            callbackKey: string;
        };
        OptimaError: {
            /** @description Equals the HTTP status. */
            status: number;
            message: string;
            /** @description Stable name of the failure, where it has one. */
            error?: string;
            /** @description One entry per rejected field. */
            errors?: {
                path: (string | number)[];
                message: string;
            }[];
            /** @enum {boolean} */
            successful: false;
        };
        SignInConfirmation: {
            /** @description The `callbackKey` of the sign-in. */
            state: string;
            /** @description The secret that the page carries. */
            confirmation: string;
        };
        TokenPair: {
            /** @description JWT, valid for one hour. */
            accessToken: string;
            /** @description Opaque; used once. */
            refreshToken: string;
        };
        User: {
            id: string;
            /** @description Display name. */
            name: string;
            email: string | null;
            /** @description Login name, lower case. */
            login: string;
            /** @description Address of the avatar picture. */
            image: string | null;
            /** @description Monikers of the roles; the users of a role list role ids here. */
            roles: string[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        AccountUpdate: {
            /** @description Display name. */
            name?: string;
            /**
             * Format: uri
             * @description Address of the avatar picture; null removes it.
             */
            image?: string | null;
        };
        PasswordChange: {
            oldPassword: string;
            /** @description At least 8 characters with a digit, a lower-case letter, an upper-case letter and one of `!@#$%^&*`. */
            newPassword: string;
        };
        Pagination: {
            previousPage: number | null;
            currentPage: number;
            nextPage: number | null;
            totalPages: number;
            totalRecords: number;
            listedRecords: number;
        };
        UserCreate: {
            /** @description Login name; stored in lower case, unique. It is none of the reserved path words and does not look like an id. */
            login: string;
            /** @description Display name. */
            name: string;
            /**
             * Format: email
             * @description Unique.
             */
            email?: string;
            /** @description At least 8 characters with a digit, a lower-case letter, an upper-case letter and one of `!@#$%^&*`. */
            password?: string;
            /** @description Ids or monikers of the roles. */
            roles?: string[];
        };
        UserUpdate: {
            /** @description Display name. */
            name?: string;
            /**
             * Format: uri
             * @description Address of the avatar picture; null removes it.
             */
            image?: string | null;
            /** @description Ids or monikers of the roles. */
            roles?: string[];
            /** @description The user's direct nodes, beside those of the roles. */
            permissions?: string[];
        };
        Role: {
            id: string;
            title: string;
            moniker: string;
            /** @description Permission nodes and wildcards. */
            permissions: string[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        PermissionCheck: {
            /** @description Nodes or wildcards to test. A wildcard is held when a held pattern covers it. */
            permissions: string[];
        };
        PermissionCheckResult: {
            permission: string;
            hasPermission: boolean;
        };
        PermissionCheckReport: {
            /** @description In the order of the request, repetitions included. */
            results: components["schemas"]["PermissionCheckResult"][];
        };
        RoleCreate: {
            /** @description The name people see. */
            title: string;
            /** @description The name that configuration and clients use; unique. It is none of the reserved path words and does not look like an id. */
            moniker: string;
            /** @description Nodes and wildcards the role grants; none when left out. */
            permissions?: string[];
        };
        DeletedRole: {
            id: string;
            title: string;
            moniker: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        RoleUpdate: {
            /** @description The name people see. */
            title?: string;
            /** @description The name that configuration and clients use; unique. It is none of the reserved path words and does not look like an id. */
            moniker?: string;
            /** @description Nodes and wildcards the role grants from now on. */
            permissions?: string[];
        };
        RolePermissions: {
            /** @description Nodes and wildcards to add or remove. */
            permissions: string[];
        };
        PermissionDefinition: {
            /** @description Dotted name that roles and users hold. */
            node: string;
            description: string;
            /** @description The operations that ask for it. */
            usedIn: string[];
            /** @description Nodes it makes sense with; absent when there are none. */
            dependencies?: string[];
        };
        PermissionCategory: {
            name: string;
            description: string;
            permissions: components["schemas"]["PermissionDefinition"][];
        };
        /** @description Categories by key. */
        PermissionCategories: {
            [key: string]: components["schemas"]["PermissionCategory"];
        };
        CompanySummary: {
            id: string;
            name: string;
            /** @description The company's id in ConnectWise; null for one that ConnectWise does not know. */
            cw_CompanyId: number | null;
            /** @description The company's short name in ConnectWise; null for one that ConnectWise does not know. */
            cw_Identifier: string | null;
        };
        CompanyAddress: {
            line1: string | null;
            line2: string | null;
            city: string | null;
            state: string | null;
            zip: string | null;
            country: string | null;
        };
        CompanyContact: {
            firstName: string | null;
            lastName: string | null;
            /** @description The contact's id in ConnectWise. */
            cwId: number;
            inactive: boolean;
            title: string | null;
            phone: string | null;
            email: string | null;
        };
        /** @description What ConnectWise knows of the company, as far as the query asks for it. */
        CompanyData: {
            /** @description Null for a company without an address. */
            address?: components["schemas"]["CompanyAddress"] | null;
            /** @description Null for a company without one. */
            primaryContact?: components["schemas"]["CompanyContact"] | null;
            allContacts?: components["schemas"]["CompanyContact"][];
        };
        Company: {
            id: string;
            name: string;
            /** @description The company's id in ConnectWise; null for one that ConnectWise does not know. */
            cw_CompanyId: number | null;
            /** @description The company's short name in ConnectWise; null for one that ConnectWise does not know. */
            cw_Identifier: string | null;
            cw_Data: components["schemas"]["CompanyData"];
        };
        GeneratorPolicy: {
            /**
             * @description `password` when left out.
             * @enum {string}
             */
            kind?: "password" | "passphrase";
            /** @description Characters of a password; 20 when left out. */
            length?: number;
            /** @description Classes that a password has at least one character of each of, and none of any other; all when left out. */
            classes?: string[];
            /** @description The symbols to choose from in a password: punctuation of ASCII. */
            symbols?: string;
            /** @description Leaves `0`, `O`, `o`, `1`, `I`, `l` and `|` out of a password; false when left out. */
            excludeLookAlikes?: boolean;
            /** @description Words of a passphrase; 6 when left out. */
            words?: number;
            /** @description Stands between the words of a passphrase: a space or punctuation of ASCII; `-` when left out. */
            separator?: string;
            /** @description Begins each word of a passphrase with a capital; false when left out. */
            capitalise?: boolean;
            /** @description Puts a digit behind one of the words of a passphrase; false when left out. */
            digit?: boolean;
        };
        GeneratedCredential: {
            value: string;
            /** @description Binary logarithm of the number of values that keep to the policy, rounded down to two decimals. */
            entropyBits: number;
        };
        AuditActor: {
            id: string;
            login: string;
        };
        AuditTarget: {
            type: string;
            id: string;
            name: string | null;
        };
        AuditRecord: {
            id: string;
            /** @description Order of writing; gaps are possible. */
            sequence: number;
            /** Format: date-time */
            createdAt: string;
            /** @description Null for the product itself and for callers who are not signed in. */
            actor: components["schemas"]["AuditActor"] | null;
            /** @description What happened, such as `role.create`. */
            action: string;
            /** @enum {string} */
            level: "info" | "warning" | "error";
            message: string;
            /** @description What it happened to. */
            target: components["schemas"]["AuditTarget"] | null;
            /** @description The changed fields as they were; secrets are masked. */
            before: {
                [key: string]: unknown;
            } | null;
            /** @description The changed fields as they became; secrets are masked. */
            after: {
                [key: string]: unknown;
            } | null;
            /** @description The contract the request came through, or `system`. */
            surface: string;
            /** @description The `x-request-id` of the request. */
            requestId: string;
            /** @description The client's address; empty for the product itself. */
            address: string;
        };
        AuditChainReport: {
            /** @description True when every sealed record and checkpoint holds. */
            ok: boolean;
            /** @description Records in the chain. */
            sealed: number;
            /** @description Records that wait to be sealed. */
            open: number;
            /** @description Signed checkpoints that were checked. */
            checkpoints: number;
            /** @description `sequence` of the first record that does not hold; absent when all do. */
            firstBroken?: number;
        };
        JobProgress: {
            done: number;
            /** @description Null while nobody knows how much there is. */
            total: number | null;
            /** @description What is going on. */
            note?: string;
        };
        JobStarter: {
            /** @description Null once the user is gone. */
            id: string | null;
            login: string;
        };
        Job: {
            id: string;
            /** @description What the job does, such as `credential.import`. */
            kind: string;
            /** @enum {string} */
            state: "queued" | "running" | "succeeded" | "failed" | "cancelled";
            /** @description Somebody asked the job to stop. */
            cancelRequested: boolean;
            progress: components["schemas"]["JobProgress"];
            /** @description What came of it, once it has succeeded. */
            result: {
                [key: string]: unknown;
            } | null;
            /** @description Why it failed. */
            error: string | null;
            /** @description How often it was started; more than once after an interruption. */
            attempts: number;
            /** @description Whoever started it; null for a schedule. */
            createdBy: components["schemas"]["JobStarter"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
        };
    };
    responses: {
        /** @description A rate limit is reached; `Retry-After` says for how long. */
        TooManyRequests: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 429,
                 *       "message": "Too many requests",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description A fault of the server. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 500,
                 *       "message": "Internal server error",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description The body exceeds the configured limit. */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 413,
                 *       "message": "The request body is too large",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description The content type of the body is not accepted. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 415,
                 *       "message": "Unsupported content type",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description No token, or one that is not valid now. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 401,
                 *       "message": "Unauthorized",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description The server cannot take the work now; try again later. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 503,
                 *       "message": "The service is temporarily unavailable",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description A permission that the operation names is missing, or the change would reach beyond what the caller holds. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 403,
                 *       "message": "Insufficient permissions",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description The input was rejected; `errors` names the fields. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 400,
                 *       "message": "Validation error",
                 *       "errors": [
                 *         {
                 *           "path": [
                 *             "field"
                 *           ],
                 *           "message": "Field is required"
                 *         }
                 *       ],
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description A unique value is taken, a seeded role would go, or the last administrator would be lost. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 409,
                 *       "message": "The resource already exists or was changed by someone else",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description No user has that id. */
        UserNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "User with identifier 'ckx...' was not found.",
                 *       "error": "UserNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description No role has that id or moniker. */
        RoleNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "Role with identifier 'unknown' was not found.",
                 *       "error": "RoleNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description The caller may see no job with that id. */
        JobNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "Job with identifier 'ckx...' was not found.",
                 *       "error": "JobNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
    };
    parameters: {
        /**
         * @description The user's id.
         * @example ckx0000000000000000000001
         */
        UserIdentifier: string;
        /**
         * @description The role's id or moniker.
         * @example system_admin
         */
        RoleIdentifier: string;
        /**
         * @description The company's id.
         * @example ckx0000000000000000000002
         */
        CompanyIdentifier: string;
        /**
         * @description The job's id.
         * @example ckx0000000000000000000009
         */
        JobId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type SignInStart = components['schemas']['SignInStart'];
export type OptimaError = components['schemas']['OptimaError'];
export type SignInConfirmation = components['schemas']['SignInConfirmation'];
export type TokenPair = components['schemas']['TokenPair'];
export type User = components['schemas']['User'];
export type AccountUpdate = components['schemas']['AccountUpdate'];
export type PasswordChange = components['schemas']['PasswordChange'];
export type Pagination = components['schemas']['Pagination'];
export type UserCreate = components['schemas']['UserCreate'];
export type UserUpdate = components['schemas']['UserUpdate'];
export type Role = components['schemas']['Role'];
export type PermissionCheck = components['schemas']['PermissionCheck'];
export type PermissionCheckResult = components['schemas']['PermissionCheckResult'];
export type PermissionCheckReport = components['schemas']['PermissionCheckReport'];
export type RoleCreate = components['schemas']['RoleCreate'];
export type DeletedRole = components['schemas']['DeletedRole'];
export type RoleUpdate = components['schemas']['RoleUpdate'];
export type RolePermissions = components['schemas']['RolePermissions'];
export type PermissionDefinition = components['schemas']['PermissionDefinition'];
export type PermissionCategory = components['schemas']['PermissionCategory'];
export type PermissionCategories = components['schemas']['PermissionCategories'];
export type CompanySummary = components['schemas']['CompanySummary'];
export type CompanyAddress = components['schemas']['CompanyAddress'];
export type CompanyContact = components['schemas']['CompanyContact'];
export type CompanyData = components['schemas']['CompanyData'];
export type Company = components['schemas']['Company'];
export type GeneratorPolicy = components['schemas']['GeneratorPolicy'];
export type GeneratedCredential = components['schemas']['GeneratedCredential'];
export type AuditActor = components['schemas']['AuditActor'];
export type AuditTarget = components['schemas']['AuditTarget'];
export type AuditRecord = components['schemas']['AuditRecord'];
export type AuditChainReport = components['schemas']['AuditChainReport'];
export type JobProgress = components['schemas']['JobProgress'];
export type JobStarter = components['schemas']['JobStarter'];
export type Job = components['schemas']['Job'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseInternalServerError = components['responses']['InternalServerError'];
export type ResponsePayloadTooLarge = components['responses']['PayloadTooLarge'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseUnavailable = components['responses']['Unavailable'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseConflict = components['responses']['Conflict'];
export type ResponseUserNotFound = components['responses']['UserNotFound'];
export type ResponseRoleNotFound = components['responses']['RoleNotFound'];
export type ResponseJobNotFound = components['responses']['JobNotFound'];
export type ParameterUserIdentifier = components['parameters']['UserIdentifier'];
export type ParameterRoleIdentifier = components['parameters']['RoleIdentifier'];
export type ParameterCompanyIdentifier = components['parameters']['CompanyIdentifier'];
export type ParameterJobId = components['parameters']['JobId'];
export type $defs = Record<string, never>;
export interface operations {
    optimaAuthUri: {
        parameters: {
            query?: never;
            header?: {
                /** @description Lets the person become the administrator of a production installation that has no user yet. */
                "x-setup-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successfully fetch Auth URI */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Successfully fetch Auth URI",
                     *       "data": {
                     *         "uri": "https://login.microsoftonline.com/...",
                     *         "callbackKey": "ck123..."
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Successfully fetch Auth URI";
                        data: components["schemas"]["SignInStart"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            /** @description The identity provider failed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 502,
                     *       "message": "An upstream service failed",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
            /** @description No identity provider is configured. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 503,
                     *       "message": "The service is temporarily unavailable",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
        };
    };
    optimaAuthRedirect: {
        parameters: {
            query: {
                /** @description The `callbackKey` of the sign-in. */
                state: string;
                /** @description Authorization code; absent when the provider reports an error. */
                code?: string;
                /** @description Issuer, where the provider names itself. */
                iss?: string;
                /** @description Sent by some providers; not used. */
                session_state?: string;
                /** @description The provider's reason for refusing. */
                error?: string;
                /** @description The provider's explanation; never repeated in an answer. */
                error_description?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page that closes its window. Tokens reach the waiting client over the socket and stand neither in the page nor in its address. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The sign-in is unknown, expired, already used or was refused by the identity provider. A page for browsers, the usual body for others. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    /**
                     * @example {
                     *       "status": 400,
                     *       "message": "The sign-in has expired or is unknown",
                     *       "error": "SignInExpired",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
            /** @description Sign-up is closed and the identity is not known here, or the user is disabled. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    /**
                     * @example {
                     *       "status": 403,
                     *       "message": "Sign-up is closed",
                     *       "error": "SignUpClosed",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description The identity provider failed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    /**
                     * @example {
                     *       "status": 502,
                     *       "message": "An upstream service failed",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
            /** @description No identity provider is configured. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    /**
                     * @example {
                     *       "status": 503,
                     *       "message": "The service is temporarily unavailable",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
        };
    };
    optimaAuthConfirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["SignInConfirmation"];
            };
        };
        responses: {
            /** @description A page that closes its window. Tokens reach the waiting client over the socket and stand neither in the page nor in its address. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The sign-in is unknown, expired, already used or was refused by the identity provider. A page for browsers, the usual body for others. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    /**
                     * @example {
                     *       "status": 400,
                     *       "message": "The sign-in has expired or is unknown",
                     *       "error": "SignInExpired",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
            /** @description Sign-up is closed and the identity is not known here, or the user is disabled. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    /**
                     * @example {
                     *       "status": 403,
                     *       "message": "Sign-up is closed",
                     *       "error": "SignUpClosed",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            /** @description The identity provider failed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    /**
                     * @example {
                     *       "status": 502,
                     *       "message": "An upstream service failed",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
            /** @description No identity provider is configured. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    /**
                     * @example {
                     *       "status": 503,
                     *       "message": "The service is temporarily unavailable",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
        };
    };
    optimaAuthRefresh: {
        parameters: {
            query?: never;
            header: {
                /** @description The refresh token. */
                "x-refresh-token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Token refreshed successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "Token refreshed successfully!",
                     *       "data": {
                     *         "accessToken": "eyJhbGc...",
                     *         "refreshToken": "eyJhbGc..."
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "Token refreshed successfully!";
                        data: components["schemas"]["TokenPair"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaAuthLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successfully logged out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Successfully logged out.",
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Successfully logged out.";
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaAccountFetch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Fetched user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Fetched user.",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "John Doe",
                     *         "email": "john.doe@example.com",
                     *         "login": "john.doe",
                     *         "image": "https://...",
                     *         "roles": [
                     *           "admin"
                     *         ],
                     *         "createdAt": "2026-01-01T00:00:00.000Z",
                     *         "updatedAt": "2026-02-14T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Fetched user.";
                        data: components["schemas"]["User"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaAccountUpdate: {
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
                 *       "name": "Jane Doe",
                 *       "image": "https://example.com/avatar.jpg"
                 *     }
                 */
                "application/json": components["schemas"]["AccountUpdate"];
            };
        };
        responses: {
            /** @description Successfully updated user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Successfully updated user.",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "Jane Doe",
                     *         "email": "jane.doe@example.com",
                     *         "image": "https://example.com/avatar.jpg"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Successfully updated user.";
                        data: components["schemas"]["User"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaAccountChangePassword: {
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
                 *       "oldPassword": "Old-Secret1!",
                 *       "newPassword": "New-Secret2!"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Password Updated Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Password Updated Successfully!",
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Password Updated Successfully!";
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUsersList: {
        parameters: {
            query?: {
                /** @description Text that the name, login or e-mail contains, whatever its case. */
                search?: string;
                /** @description Order; `-` turns it round; `name` when left out. */
                sort?: "name" | "-name" | "login" | "-login" | "createdAt" | "-createdAt";
                /** @description 1-based; 1 when only `rpp` is given. */
                page?: number;
                /** @description Records per page; 30 when only `page` is given. */
                rpp?: number;
                /** @description Only enabled (`true`) or only disabled (`false`) users. */
                active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Users Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Users Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx...",
                     *           "name": "John Doe",
                     *           "email": "john.doe@example.com",
                     *           "login": "john.doe",
                     *           "image": "https://...",
                     *           "roles": [
                     *             "admin"
                     *           ]
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Users Fetched Successfully!";
                        data: components["schemas"]["User"][];
                        pagination?: components["schemas"]["Pagination"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUsersCreate: {
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
                 *       "login": "jane.doe",
                 *       "name": "Jane Doe",
                 *       "email": "jane.doe@example.com",
                 *       "password": "New-Secret2!",
                 *       "roles": [
                 *         "viewer"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UserCreate"];
            };
        };
        responses: {
            /** @description User Created Successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "User Created Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "Jane Doe",
                     *         "email": "jane.doe@example.com",
                     *         "login": "jane.doe",
                     *         "image": null,
                     *         "roles": [
                     *           "viewer"
                     *         ],
                     *         "createdAt": "2026-02-17T00:00:00.000Z",
                     *         "updatedAt": "2026-02-17T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "User Created Successfully!";
                        data: components["schemas"]["User"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUsersFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id.
                 * @example ckx0000000000000000000001
                 */
                identifier: components["parameters"]["UserIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description User Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "User Fetched Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "John Doe",
                     *         "email": "john.doe@example.com",
                     *         "login": "john.doe",
                     *         "image": "https://...",
                     *         "roles": [
                     *           "admin"
                     *         ]
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "User Fetched Successfully!";
                        data: components["schemas"]["User"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UserNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUsersDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id.
                 * @example ckx0000000000000000000001
                 */
                identifier: components["parameters"]["UserIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description User Deleted Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "User Deleted Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "John Doe",
                     *         "email": "john.doe@example.com",
                     *         "login": "john.doe",
                     *         "image": "https://...",
                     *         "roles": [
                     *           "admin"
                     *         ]
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "User Deleted Successfully!";
                        data: components["schemas"]["User"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UserNotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUsersUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id.
                 * @example ckx0000000000000000000001
                 */
                identifier: components["parameters"]["UserIdentifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Jane Doe",
                 *       "image": "https://example.com/avatar.jpg",
                 *       "roles": [
                 *         "admin",
                 *         "moderator"
                 *       ],
                 *       "permissions": [
                 *         "credential.fetch",
                 *         "company.fetch"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UserUpdate"];
            };
        };
        responses: {
            /** @description User Updated Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "User Updated Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "Jane Doe",
                     *         "email": "jane.doe@example.com",
                     *         "login": "jane.doe",
                     *         "image": "https://example.com/avatar.jpg",
                     *         "roles": [
                     *           "admin",
                     *           "moderator"
                     *         ]
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "User Updated Successfully!";
                        data: components["schemas"]["User"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description A permission is missing; the one for roles says so. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 403,
                     *       "message": "You do not have permission to modify roles on another user.",
                     *       "error": "InsufficientPermission",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
            404: components["responses"]["UserNotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUsersListRoles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id.
                 * @example ckx0000000000000000000001
                 */
                identifier: components["parameters"]["UserIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description User Roles Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "User Roles Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "uuid...",
                     *           "title": "Administrator",
                     *           "moniker": "admin",
                     *           "permissions": [
                     *             "*"
                     *           ]
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "User Roles Fetched Successfully!";
                        data: components["schemas"]["Role"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UserNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaRolesListUsers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The role's id or moniker.
                 * @example system_admin
                 */
                identifier: components["parameters"]["RoleIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Users Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Users Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "cku...",
                     *           "name": "John Doe",
                     *           "login": "john.doe",
                     *           "roles": [
                     *             "ckx..."
                     *           ],
                     *           "createdAt": "2026-01-15T00:00:00.000Z",
                     *           "updatedAt": "2026-02-10T00:00:00.000Z"
                     *         },
                     *         {
                     *           "id": "ckv...",
                     *           "name": "Jane Smith",
                     *           "login": "jane.smith",
                     *           "roles": [
                     *             "ckx...",
                     *             "cky..."
                     *           ],
                     *           "createdAt": "2026-01-20T00:00:00.000Z",
                     *           "updatedAt": "2026-02-12T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Users Fetched Successfully!";
                        data: components["schemas"]["User"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RoleNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaAccountCheckPermissions: {
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
                 *       "permissions": [
                 *         "user.read",
                 *         "company.create",
                 *         "credential.write"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PermissionCheck"];
            };
        };
        responses: {
            /** @description Permission check completed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Permission check completed.",
                     *       "data": {
                     *         "results": [
                     *           {
                     *             "permission": "user.read",
                     *             "hasPermission": true
                     *           },
                     *           {
                     *             "permission": "company.create",
                     *             "hasPermission": false
                     *           },
                     *           {
                     *             "permission": "credential.write",
                     *             "hasPermission": true
                     *           }
                     *         ]
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Permission check completed.";
                        data: components["schemas"]["PermissionCheckReport"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUsersCheckPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id.
                 * @example ckx0000000000000000000001
                 */
                identifier: components["parameters"]["UserIdentifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "permissions": [
                 *         "user.read",
                 *         "company.fetch",
                 *         "credential.write"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PermissionCheck"];
            };
        };
        responses: {
            /** @description Permission check completed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Permission check completed.",
                     *       "data": {
                     *         "results": [
                     *           {
                     *             "permission": "user.read",
                     *             "hasPermission": true
                     *           },
                     *           {
                     *             "permission": "company.fetch",
                     *             "hasPermission": false
                     *           },
                     *           {
                     *             "permission": "credential.write",
                     *             "hasPermission": true
                     *           }
                     *         ]
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Permission check completed.";
                        data: components["schemas"]["PermissionCheckReport"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UserNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaRolesList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Roles Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Roles Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx...",
                     *           "title": "System Administrator",
                     *           "moniker": "system_admin",
                     *           "permissions": [
                     *             "user.read",
                     *             "user.write"
                     *           ],
                     *           "createdAt": "2026-02-17T00:00:00.000Z",
                     *           "updatedAt": "2026-02-17T00:00:00.000Z"
                     *         },
                     *         {
                     *           "id": "cky...",
                     *           "title": "Viewer",
                     *           "moniker": "viewer",
                     *           "permissions": [
                     *             "user.read",
                     *             "company.fetch"
                     *           ],
                     *           "createdAt": "2026-02-17T00:00:00.000Z",
                     *           "updatedAt": "2026-02-17T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Roles Fetched Successfully!";
                        data: components["schemas"]["Role"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaRolesCreate: {
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
                 *       "title": "System Administrator",
                 *       "moniker": "system_admin",
                 *       "permissions": [
                 *         "user.read",
                 *         "user.write",
                 *         "company.fetch",
                 *         "credential.create"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RoleCreate"];
            };
        };
        responses: {
            /** @description Role Created Successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "Role Created Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "title": "System Administrator",
                     *         "moniker": "system_admin",
                     *         "permissions": [
                     *           "user.read",
                     *           "user.write",
                     *           "company.fetch",
                     *           "credential.create"
                     *         ],
                     *         "createdAt": "2026-02-17T00:00:00.000Z",
                     *         "updatedAt": "2026-02-17T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "Role Created Successfully!";
                        data: components["schemas"]["Role"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaRolesFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The role's id or moniker.
                 * @example system_admin
                 */
                identifier: components["parameters"]["RoleIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Role Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Role Fetched Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "title": "System Administrator",
                     *         "moniker": "system_admin",
                     *         "permissions": [
                     *           "user.read",
                     *           "user.write",
                     *           "company.fetch",
                     *           "credential.create"
                     *         ],
                     *         "createdAt": "2026-02-17T00:00:00.000Z",
                     *         "updatedAt": "2026-02-17T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Role Fetched Successfully!";
                        data: components["schemas"]["Role"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RoleNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaRolesDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The role's id or moniker.
                 * @example system_admin
                 */
                identifier: components["parameters"]["RoleIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Role Deleted Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Role Deleted Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "title": "System Administrator",
                     *         "moniker": "system_admin",
                     *         "createdAt": "2026-02-17T00:00:00.000Z",
                     *         "updatedAt": "2026-02-17T12:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Role Deleted Successfully!";
                        data: components["schemas"]["DeletedRole"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RoleNotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaRolesUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The role's id or moniker.
                 * @example system_admin
                 */
                identifier: components["parameters"]["RoleIdentifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Super Administrator",
                 *       "moniker": "super_admin",
                 *       "permissions": [
                 *         "*"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RoleUpdate"];
            };
        };
        responses: {
            /** @description Role Updated Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Role Updated Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "title": "Super Administrator",
                     *         "moniker": "super_admin",
                     *         "permissions": [
                     *           "*"
                     *         ],
                     *         "createdAt": "2026-02-17T00:00:00.000Z",
                     *         "updatedAt": "2026-02-17T12:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Role Updated Successfully!";
                        data: components["schemas"]["Role"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RoleNotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaRolesAddPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The role's id or moniker.
                 * @example system_admin
                 */
                identifier: components["parameters"]["RoleIdentifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "permissions": [
                 *         "credential.update",
                 *         "credential.delete"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RolePermissions"];
            };
        };
        responses: {
            /** @description Permissions Added Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Permissions Added Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "title": "System Administrator",
                     *         "moniker": "system_admin",
                     *         "permissions": [
                     *           "user.read",
                     *           "user.write",
                     *           "company.fetch",
                     *           "credential.create",
                     *           "credential.update",
                     *           "credential.delete"
                     *         ],
                     *         "createdAt": "2026-02-17T00:00:00.000Z",
                     *         "updatedAt": "2026-02-17T12:30:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Permissions Added Successfully!";
                        data: components["schemas"]["Role"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RoleNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaRolesRemovePermissions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The role's id or moniker.
                 * @example system_admin
                 */
                identifier: components["parameters"]["RoleIdentifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "permissions": [
                 *         "credential.delete"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RolePermissions"];
            };
        };
        responses: {
            /** @description Permissions Removed Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Permissions Removed Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "title": "System Administrator",
                     *         "moniker": "system_admin",
                     *         "permissions": [
                     *           "user.read",
                     *           "user.write",
                     *           "company.fetch",
                     *           "credential.create",
                     *           "credential.update"
                     *         ],
                     *         "createdAt": "2026-02-17T00:00:00.000Z",
                     *         "updatedAt": "2026-02-17T12:45:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Permissions Removed Successfully!";
                        data: components["schemas"]["Role"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RoleNotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaPermissionsList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Permission Nodes Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Permission Nodes Fetched Successfully!",
                     *       "data": {
                     *         "global": {
                     *           "name": "Global Permissions",
                     *           "description": "Global wildcard permissions that grant access to all resources",
                     *           "permissions": [
                     *             {
                     *               "node": "*",
                     *               "description": "Full access to all resources and actions (administrator role)",
                     *               "usedIn": []
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Permission Nodes Fetched Successfully!";
                        data: components["schemas"]["PermissionCategories"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaPermissionsListNodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All Permission Nodes Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "All Permission Nodes Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "node": "*",
                     *           "description": "Full access to all resources and actions (administrator role)",
                     *           "usedIn": []
                     *         },
                     *         {
                     *           "node": "company.fetch",
                     *           "description": "Fetch a single company",
                     *           "usedIn": [
                     *             "src/api/companies/[id]/fetch.ts"
                     *           ]
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "All Permission Nodes Fetched Successfully!";
                        data: components["schemas"]["PermissionDefinition"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaPermissionsFetchCategory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Key of the category, such as `role`, `user` or `credentialType`.
                 * @example company
                 */
                category: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Permission Category Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Permission Category Fetched Successfully!",
                     *       "data": {
                     *         "name": "Company Permissions",
                     *         "description": "Permissions for accessing and managing company resources",
                     *         "permissions": [
                     *           {
                     *             "node": "company.fetch",
                     *             "description": "Fetch a single company",
                     *             "usedIn": [
                     *               "src/api/companies/[id]/fetch.ts"
                     *             ]
                     *           },
                     *           {
                     *             "node": "company.fetch.address",
                     *             "description": "View company address information",
                     *             "usedIn": [
                     *               "src/api/companies/[id]/fetch.ts"
                     *             ],
                     *             "dependencies": [
                     *               "company.fetch"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Permission Category Fetched Successfully!";
                        data: components["schemas"]["PermissionCategory"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description No category has that key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 404,
                     *       "message": "Permission category \"invalidCategory\" not found",
                     *       "error": "NotFound",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCompaniesList: {
        parameters: {
            query?: {
                /** @description 1-based; 1 when left out. */
                page?: number;
                /** @description Records per page; 30 when left out. */
                rpp?: number;
                /** @description Text that the name or the ConnectWise identifier contains, whatever its case and accents. An empty text finds everything. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Companies Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Companies Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx...",
                     *           "name": "Acme Corp",
                     *           "cw_CompanyId": 12345,
                     *           "cw_Identifier": "AcmeCorp"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "previousPage": null,
                     *         "currentPage": 1,
                     *         "nextPage": 2,
                     *         "totalPages": 10,
                     *         "totalRecords": 300,
                     *         "listedRecords": 30
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Companies Fetched Successfully!";
                        data: components["schemas"]["CompanySummary"][];
                        pagination: components["schemas"]["Pagination"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCompaniesFetch: {
        parameters: {
            query?: {
                /**
                 * @description `true` adds `address` to `cw_Data`.
                 * @example true
                 */
                includeAddress?: string;
                /**
                 * @description `true` adds `primaryContact` to `cw_Data`.
                 * @example true
                 */
                includePrimaryContact?: string;
                /**
                 * @description `true` adds `allContacts` to `cw_Data`.
                 * @example true
                 */
                includeAllContacts?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The company's id.
                 * @example ckx0000000000000000000002
                 */
                identifier: components["parameters"]["CompanyIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Company Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Company Fetched Successfully!";
                        data: components["schemas"]["Company"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description No company has that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 404,
                     *       "message": "Company with identifier 'ckx...' was not found.",
                     *       "error": "CompanyNotFound",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialGeneratorGenerate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GeneratorPolicy"];
            };
        };
        responses: {
            /** @description Credential Generated Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Generated Successfully!",
                     *       "data": {
                     *         "value": "Orbit.Velvet7.Cactus.Lunar.Fossil",
                     *         "entropyBits": 60.64
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential Generated Successfully!";
                        data: components["schemas"]["GeneratedCredential"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaAuditList: {
        parameters: {
            query?: {
                /** @description Id or login of the user who acted. */
                actor?: string;
                /** @description An action such as `role.create`, or a family such as `role.*`. */
                action?: string;
                /** @description Id or name of the object that was changed or revealed. */
                target?: string;
                /** @description The earliest moment, included. */
                from?: string;
                /** @description The moment to stop before. */
                to?: string;
                /** @description `meta.nextCursor` of the page before. */
                cursor?: string;
                /** @description Records per page; 50 when left out. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Audit Log Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Audit Log Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx0000000000000000000009",
                     *           "sequence": 42,
                     *           "createdAt": "2026-02-17T00:00:00.000Z",
                     *           "actor": {
                     *             "id": "ckx0000000000000000000001",
                     *             "login": "admin"
                     *           },
                     *           "action": "role.create",
                     *           "level": "info",
                     *           "message": "Role \"System Administrator\" created",
                     *           "target": {
                     *             "type": "role",
                     *             "id": "ckx0000000000000000000002",
                     *             "name": "System Administrator"
                     *           },
                     *           "before": null,
                     *           "after": {
                     *             "title": "System Administrator",
                     *             "moniker": "system_admin"
                     *           },
                     *           "surface": "optima",
                     *           "requestId": "5f0c7a52-6a0e-4f6e-9a0a-3c2f8f6f2f10",
                     *           "address": "127.0.0.1"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "nextCursor": null
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Audit Log Fetched Successfully!";
                        data: components["schemas"]["AuditRecord"][];
                        meta: {
                            nextCursor: string | null;
                        };
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaAuditVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Audit Log Verified Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Audit Log Verified Successfully!",
                     *       "data": {
                     *         "ok": true,
                     *         "sealed": 42,
                     *         "open": 1,
                     *         "checkpoints": 3
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Audit Log Verified Successfully!";
                        data: components["schemas"]["AuditChainReport"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaJobsList: {
        parameters: {
            query?: {
                /** @description A kind such as `credential.import`. */
                kind?: string;
                state?: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                /** @description `meta.nextCursor` of the page before. */
                cursor?: string;
                /** @description Jobs per page; 50 when left out. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Jobs Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Jobs Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx0000000000000000000009",
                     *           "kind": "credential.import",
                     *           "state": "succeeded",
                     *           "cancelRequested": false,
                     *           "progress": {
                     *             "done": 200,
                     *             "total": 200
                     *           },
                     *           "result": {
                     *             "created": 198,
                     *             "skipped": 2
                     *           },
                     *           "error": null,
                     *           "attempts": 1,
                     *           "createdBy": {
                     *             "id": "ckx0000000000000000000001",
                     *             "login": "admin"
                     *           },
                     *           "createdAt": "2026-02-17T00:00:00.000Z",
                     *           "startedAt": "2026-02-17T00:00:00.010Z",
                     *           "finishedAt": "2026-02-17T00:00:01.250Z"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "nextCursor": null
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Jobs Fetched Successfully!";
                        data: components["schemas"]["Job"][];
                        meta: {
                            nextCursor: string | null;
                        };
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaJobsFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The job's id.
                 * @example ckx0000000000000000000009
                 */
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Job Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Job Fetched Successfully!",
                     *       "data": {
                     *         "id": "ckx0000000000000000000009",
                     *         "kind": "credential.import",
                     *         "state": "running",
                     *         "cancelRequested": false,
                     *         "progress": {
                     *           "done": 40,
                     *           "total": 200,
                     *           "note": "Sealing the rows"
                     *         },
                     *         "result": null,
                     *         "error": null,
                     *         "attempts": 1,
                     *         "createdBy": {
                     *           "id": "ckx0000000000000000000001",
                     *           "login": "admin"
                     *         },
                     *         "createdAt": "2026-02-17T00:00:00.000Z",
                     *         "startedAt": "2026-02-17T00:00:00.010Z",
                     *         "finishedAt": null
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Job Fetched Successfully!";
                        data: components["schemas"]["Job"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["JobNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaJobsCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The job's id.
                 * @example ckx0000000000000000000009
                 */
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Job Cancel Requested Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Job Cancel Requested Successfully!",
                     *       "data": {
                     *         "id": "ckx0000000000000000000009",
                     *         "kind": "credential.import",
                     *         "state": "cancelled",
                     *         "cancelRequested": true,
                     *         "progress": {
                     *           "done": 0,
                     *           "total": null
                     *         },
                     *         "result": null,
                     *         "error": null,
                     *         "attempts": 0,
                     *         "createdBy": {
                     *           "id": "ckx0000000000000000000001",
                     *           "login": "admin"
                     *         },
                     *         "createdAt": "2026-02-17T00:00:00.000Z",
                     *         "startedAt": null,
                     *         "finishedAt": "2026-02-17T00:00:01.250Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Job Cancel Requested Successfully!";
                        data: components["schemas"]["Job"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["JobNotFound"];
            /** @description The job has already finished. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 409,
                     *       "message": "The job has already finished.",
                     *       "error": "JobFinished",
                     *       "successful": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptimaError"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUtilityTeapot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description I'm a teapot */
            418: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 418,
                     *       "message": "I'm a teapot",
                     *       "successful": false
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 418;
                        /** @enum {string} */
                        message: "I'm a teapot";
                        /** @enum {boolean} */
                        successful: false;
                    };
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
}
