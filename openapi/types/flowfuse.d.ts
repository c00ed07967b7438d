/** Generated from the contract by `npm run contract:types`. Do not edit. */

export interface paths {
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Settings for the login screen */
        get: operations["flowfuseSettingsFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The signed-in user
         * @description Clients of two systems call this path, so that the answer is the bare profile together with Beaver's envelope; a failure too has the keys of both.
         */
        get: operations["flowfuseUserFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List personal access tokens
         * @description The caller's own tokens, without their values and without expired ones, oldest first.
         */
        get: operations["flowfuseTokensList"];
        put?: never;
        /**
         * Create a personal access token, its value shown once
         * @description Needs a session; a personal access token cannot create another one (`pat_cannot_create_pat`).
         */
        post: operations["flowfuseTokensCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the rights or expiry of a token
         * @description Replaces scope and expiry: without `expiresAt` the token no longer expires. Other rights that are left out stay. The name cannot change. Needs a session (`pat_cannot_create_pat`).
         */
        put: operations["flowfuseTokensUpdate"];
        post?: never;
        /**
         * Revoke a token
         * @description The very next request with that token is refused.
         */
        delete: operations["flowfuseTokensRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the token owner's teams */
        get: operations["flowfuseTeamsListOwn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List invitations to the caller */
        get: operations["flowfuseUserInvitationsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The object's id.
                 * @example ckgw8bmh20000cd4rhnm4b7b9
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Reject an invitation */
        delete: operations["flowfuseUserInvitationsReject"];
        options?: never;
        head?: never;
        /** Accept an invitation */
        patch: operations["flowfuseUserInvitationsAccept"];
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all teams
         * @description Every team of the installation, also those the caller is no member of.
         */
        get: operations["flowfuseTeamsList"];
        put?: never;
        /**
         * Create a team
         * @description The caller becomes its owner. Without a slug one is made of the name.
         */
        post: operations["flowfuseTeamsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/check-slug": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check whether a slug is free */
        post: operations["flowfuseTeamsCheckSlug"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/slug/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch a team by its slug */
        get: operations["flowfuseTeamsFetchBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{teamId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        /** Fetch a team */
        get: operations["flowfuseTeamsFetch"];
        /**
         * Update a team
         * @description Owners of the team only. An empty text leaves its field as it is.
         */
        put: operations["flowfuseTeamsUpdate"];
        post?: never;
        /**
         * Delete a team
         * @description Owners of the team only. Its memberships and invitations end with it.
         */
        delete: operations["flowfuseTeamsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{teamId}/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own role in a team */
        get: operations["flowfuseMembersFetchOwn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{teamId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members of a team
         * @description Viewers of the team and above.
         */
        get: operations["flowfuseMembersList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{teamId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
                /**
                 * @description The member's id.
                 * @example ckgw8bmh20000cd4rhnm4b7b9
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Change a member's role
         * @description Owners of the team only; the last owner stays owner (403).
         */
        put: operations["flowfuseMembersUpdate"];
        post?: never;
        /**
         * Remove a member, or leave the team
         * @description Owners of the team may remove others; the last owner cannot leave (400).
         */
        delete: operations["flowfuseMembersRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{teamId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        /**
         * List a team's open invitations
         * @description Owners of the team only.
         */
        get: operations["flowfuseInvitationsList"];
        put?: never;
        /**
         * Invite users to a team
         * @description Owners of the team only. An address is invited by the code of an e-mail, also where an account has it. Names and addresses that cannot be invited are reported with 200 and `invitation_failed`; the others are invited all the same. More than five at once are refused with 429 `too_many_invites`.
         */
        post: operations["flowfuseInvitationsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{teamId}/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
                /**
                 * @description The invitation's id.
                 * @example ckgw8bmh20000cd4rhnm4b7b9
                 */
                invitationId: components["parameters"]["InvitationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation again
         * @description Owners of the team only. It runs another seven days from now.
         */
        post: operations["flowfuseInvitationsResend"];
        /**
         * Withdraw an invitation
         * @description Owners of the team only.
         */
        delete: operations["flowfuseInvitationsWithdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        FlowfuseSettings: {
            /** @description Whether anyone may register. */
            "user:signup": boolean;
            /** @description Whether a forgotten password can be reset by e-mail. */
            "user:reset-password": boolean;
            /** @description Whether the installation can send e-mail. */
            email: boolean;
        };
        FlowfuseError: {
            /** @description Stable code such as `not_found`. */
            code: string;
            error: string;
        };
        /**
         * @description Address of a picture that needs no other origin, such as a `data:` URI.
         * @example data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22/%3E
         */
        FlowfuseAvatar: string;
        BeaverUser: {
            user_id: string;
            nickname: string;
            email: string;
        };
        /**
         * @description Unique request identifier, equal to the header `x-request-id`.
         * @example 0f8fad5bd9cb469fa16570867728950e
         */
        BeaverRequestId: string;
        FlowfuseCurrentUser: {
            id: string;
            username: string;
            name: string;
            avatar: components["schemas"]["FlowfuseAvatar"];
            /** @description Whether the user holds `*`. */
            admin: boolean;
            /** Format: date-time */
            createdAt: string;
            suspended: boolean;
            email: string;
            email_verified: boolean;
            /** @description The id of the team joined first. */
            defaultTeam: string | null;
            /** @description Whether the user signs in at an identity provider. */
            sso_enabled: boolean;
            mfa_enabled: boolean;
            data: components["schemas"]["BeaverUser"];
            /** @enum {string} */
            status: "Success";
            request_id: components["schemas"]["BeaverRequestId"];
        };
        FlowfuseCurrentUserError: {
            code: string;
            error: string;
            /** @enum {string} */
            status: "Failed";
            request_id: components["schemas"]["BeaverRequestId"];
            error_code: string;
            error_message: string;
            detail_message?: string;
        };
        FlowfuseTokenTeam: {
            id: string;
            name: string;
        };
        FlowfuseToken: {
            id: string;
            name: string;
            /**
             * Format: date-time
             * @description Null for a token without expiry.
             */
            expiresAt: string | null;
            readOnly: boolean;
            /** @description Without it the token of an administrator acts as that of any user. */
            adminOptIn: boolean;
            /** @description The only teams it reaches; empty for all of its owner's. */
            teams: components["schemas"]["FlowfuseTokenTeam"][];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description Written at most once a minute.
             */
            lastUsedAt: string | null;
        };
        FlowfuseTokenList: {
            tokens: components["schemas"]["FlowfuseToken"][];
            count: number;
        };
        FlowfuseTokenCreate: {
            name: string;
            /** @description Comma list; kept but without effect. */
            scope?: string;
            /** @description Epoch milliseconds in the future; absent or null for a token without expiry. */
            expiresAt?: number | null;
            /** @description Whether the token only reads: every method but GET is refused. */
            readOnly?: boolean;
            /** @description Whether the token may administer, which only an administrator can allow; else it acts as any user. */
            adminOptIn?: boolean;
            /** @description Ids of the only teams that the token reaches; an empty list stands for all. */
            teamIds?: string[];
        };
        FlowfuseTokenCreated: {
            id: string;
            name: string;
            /**
             * Format: date-time
             * @description Null for a token without expiry.
             */
            expiresAt: string | null;
            readOnly: boolean;
            /** @description Without it the token of an administrator acts as that of any user. */
            adminOptIn: boolean;
            /** @description The only teams it reaches; empty for all of its owner's. */
            teams: components["schemas"]["FlowfuseTokenTeam"][];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description Written at most once a minute.
             */
            lastUsedAt: string | null;
            /** @description The value; shown only here. */
            token: string;
        };
        /** @description A rejected input has all four keys; a broken rule of the operation has `code` and `error`. */
        FlowfuseBadRequest: {
            /** @enum {integer} */
            statusCode?: 400;
            code: string;
            error: string;
            message?: string;
        };
        FlowfuseRateLimited: {
            /** @enum {integer} */
            statusCode: 429;
            code: string;
            /** @enum {string} */
            error: "Too Many Requests";
            message: string;
        };
        FlowfuseTokenUpdate: {
            /** @description Comma list; kept but without effect. */
            scope?: string;
            /** @description Epoch milliseconds in the future; absent or null for a token without expiry. */
            expiresAt?: number | null;
            /** @description Whether the token only reads: every method but GET is refused. */
            readOnly?: boolean;
            /** @description Whether the token may administer, which only an administrator can allow; else it acts as any user. */
            adminOptIn?: boolean;
            /** @description Ids of the only teams that the token reaches; an empty list stands for all. */
            teamIds?: string[];
        };
        /** @description Empty unless the list goes on. */
        FlowfuseListMeta: {
            /** @description Pass it as `cursor` for what follows; absent at the end. */
            next_cursor?: string;
        };
        FlowfuseTeamType: {
            id: string;
            name: string;
            active: boolean;
        };
        /**
         * @description 5 dashboard, 10 viewer, 30 member, 50 owner.
         * @enum {integer}
         */
        FlowfuseTeamRole: 5 | 10 | 30 | 50;
        FlowfuseLinks: {
            /**
             * Format: uri
             * @description Absolute address of the object.
             */
            self: string;
        };
        FlowfuseUserTeam: {
            id: string;
            name: string;
            type: components["schemas"]["FlowfuseTeamType"];
            slug: string;
            avatar: components["schemas"]["FlowfuseAvatar"];
            suspended: boolean;
            role: components["schemas"]["FlowfuseTeamRole"];
            instanceCount: number;
            deviceCount: number;
            memberCount: number;
            links: components["schemas"]["FlowfuseLinks"];
        };
        FlowfuseUserTeamList: {
            meta: components["schemas"]["FlowfuseListMeta"];
            count: number;
            teams: components["schemas"]["FlowfuseUserTeam"][];
        };
        FlowfuseTeamSummary: {
            id: string;
            name: string;
            slug: string;
            avatar: components["schemas"]["FlowfuseAvatar"];
            suspended: boolean;
            links: components["schemas"]["FlowfuseLinks"];
        };
        FlowfuseUserSummary: {
            id: string;
            username: string;
            name: string;
            avatar: components["schemas"]["FlowfuseAvatar"];
            /** @description Whether the user holds `*`. */
            admin: boolean;
            /** Format: date-time */
            createdAt: string;
            suspended: boolean;
        };
        /** @description A user has the keys of a user summary; somebody without an account has `external` and `email`. */
        FlowfuseInvitee: {
            id?: string;
            username?: string;
            name?: string;
            avatar?: components["schemas"]["FlowfuseAvatar"];
            admin?: boolean;
            /** Format: date-time */
            createdAt?: string;
            suspended?: boolean;
            external?: boolean;
            email?: string;
        };
        FlowfuseInvitation: {
            id: string;
            role: components["schemas"]["FlowfuseTeamRole"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date-time
             * @description Null while no e-mail was sent.
             */
            sentAt: string | null;
            team: components["schemas"]["FlowfuseTeamSummary"];
            invitor: components["schemas"]["FlowfuseUserSummary"];
            invitee: components["schemas"]["FlowfuseInvitee"];
        };
        FlowfuseInvitationList: {
            count: number;
            invitations: components["schemas"]["FlowfuseInvitation"][];
        };
        FlowfuseStatus: {
            /** @enum {string} */
            status: "okay";
        };
        FlowfuseTeam: {
            id: string;
            name: string;
            type: components["schemas"]["FlowfuseTeamType"];
            slug: string;
            avatar: components["schemas"]["FlowfuseAvatar"];
            suspended: boolean;
            instanceCount: number;
            deviceCount: number;
            memberCount: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            links: components["schemas"]["FlowfuseLinks"];
        };
        FlowfuseTeamList: {
            meta: components["schemas"]["FlowfuseListMeta"];
            count: number;
            teams: components["schemas"]["FlowfuseTeam"][];
        };
        FlowfuseTeamCreate: {
            /** @description Without `://`. */
            name: string;
            /** @description Lower-cased; made of the name when absent or empty. `create` is reserved. */
            slug?: string;
            /** @description Id of an active team type; the only one when absent. */
            type?: string;
        };
        FlowfuseSlugCheck: {
            slug: string;
        };
        FlowfuseTeamUpdate: {
            /** @description Without `://`. */
            name?: string;
            /** @description Lower-cased. `create` is reserved. */
            slug?: string;
        };
        FlowfuseMembership: {
            /**
             * @description 5 dashboard, 10 viewer, 30 member, 50 owner; 99 for an administrator of the installation.
             * @enum {integer}
             */
            role: 5 | 10 | 30 | 50 | 99;
            /** @description Exceptions from the role; none so far. */
            permissions: {
                [key: string]: unknown;
            };
        };
        FlowfuseMember: {
            id: string;
            username: string;
            name: string;
            avatar: components["schemas"]["FlowfuseAvatar"];
            /** @description Whether the user holds `*`. */
            admin: boolean;
            /** Format: date-time */
            createdAt: string;
            suspended: boolean;
            role: components["schemas"]["FlowfuseTeamRole"];
            /** @description Exceptions from the role; none so far. */
            permissions: {
                [key: string]: unknown;
            };
        };
        FlowfuseMemberList: {
            count: number;
            members: components["schemas"]["FlowfuseMember"][];
        };
        FlowfuseMemberUpdate: {
            role: components["schemas"]["FlowfuseTeamRole"];
        };
        FlowfuseInvitationCreate: {
            /** @description Login names and e-mail addresses, separated by commas, five at most. */
            user: string;
            role?: components["schemas"]["FlowfuseTeamRole"];
        };
        /** @description Either `status`, or `code` and `error`. */
        FlowfuseInvitationOutcome: {
            /** @enum {string} */
            status?: "okay";
            /** @enum {string} */
            code?: "invitation_failed";
            /** @description Why, by the name or address that was asked for. */
            error?: {
                [key: string]: string;
            };
        };
    };
    responses: {
        /** @description Internal server error */
        FlowfuseServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "unexpected_error",
                 *       "error": "Internal server error"
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseError"];
            };
        };
        /** @description Service unavailable */
        FlowfuseUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "unavailable",
                 *       "error": "The service is temporarily unavailable"
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseError"];
            };
        };
        /** @description No token, or one that is not valid now */
        FlowfuseUnauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "unauthorized",
                 *       "error": "unauthorized"
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseError"];
            };
        };
        /** @description The input is not valid, or breaks a rule of the operation */
        FlowfuseBadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FlowfuseBadRequest"];
            };
        };
        /** @description A personal access token may not do this, and only an administrator may set `adminOptIn` */
        FlowfuseSessionRequired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FlowfuseError"];
            };
        };
        /** @description The body is too large */
        FlowfuseTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FlowfuseError"];
            };
        };
        /** @description The content type is not supported */
        FlowfuseUnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FlowfuseError"];
            };
        };
        /** @description Too many requests */
        FlowfuseTooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 429,
                 *       "code": "too_many_requests",
                 *       "error": "Too Many Requests",
                 *       "message": "Rate limit exceeded, retry in 30 seconds"
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseRateLimited"];
            };
        };
        /** @description Unknown, or in a team the caller is no member of */
        FlowfuseNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "not_found",
                 *       "error": "Not Found"
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseError"];
            };
        };
        /** @description The caller lacks a permission or a sufficient role in the team, or the token may only read */
        FlowfuseForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "unauthorized",
                 *       "error": "unauthorized"
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseError"];
            };
        };
        /** @description The invitations, oldest first */
        FlowfuseInvitationList: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "count": 1,
                 *       "invitations": [
                 *         {
                 *           "id": "ckgw8bmh20001cd4r7c1d2e3f",
                 *           "role": 30,
                 *           "createdAt": "2026-03-02T09:15:00.000Z",
                 *           "expiresAt": "2026-03-09T09:15:00.000Z",
                 *           "sentAt": null,
                 *           "team": {
                 *             "id": "mNYLkklLAG",
                 *             "name": "My Development Team",
                 *             "slug": "my-development-team",
                 *             "avatar": "data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22/%3E",
                 *             "suspended": false,
                 *             "links": {
                 *               "self": "https://app.flowforge.com/api/v1/teams/mNYLkklLAG"
                 *             }
                 *           },
                 *           "invitor": {
                 *             "id": "ckgw8bmh20000cd4rhnm4b7b9",
                 *             "username": "ada",
                 *             "name": "Ada Lovelace",
                 *             "avatar": "data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22/%3E",
                 *             "admin": false,
                 *             "createdAt": "2026-03-02T09:15:00.000Z",
                 *             "suspended": false
                 *           },
                 *           "invitee": {
                 *             "external": true,
                 *             "email": "grace@example.com"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseInvitationList"];
            };
        };
        /** @description Done */
        FlowfuseDone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "okay"
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseStatus"];
            };
        };
        /** @description The team */
        FlowfuseTeam: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "mNYLkklLAG",
                 *       "name": "My Development Team",
                 *       "type": {
                 *         "id": "starter",
                 *         "name": "Starter",
                 *         "active": true
                 *       },
                 *       "slug": "my-development-team",
                 *       "avatar": "data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22/%3E",
                 *       "suspended": false,
                 *       "instanceCount": 0,
                 *       "deviceCount": 0,
                 *       "memberCount": 1,
                 *       "createdAt": "2026-03-02T09:15:00.000Z",
                 *       "updatedAt": "2026-03-02T09:15:00.000Z",
                 *       "links": {
                 *         "self": "https://app.flowforge.com/api/v1/teams/mNYLkklLAG"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseTeam"];
            };
        };
        /** @description Taken already */
        FlowfuseConflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "invalid_slug",
                 *       "error": "The slug is in use"
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseError"];
            };
        };
    };
    parameters: {
        /**
         * @description The object's id.
         * @example ckgw8bmh20000cd4rhnm4b7b9
         */
        Id: string;
        /**
         * @description The team's id.
         * @example mNYLkklLAG
         */
        TeamId: string;
        /**
         * @description The member's id.
         * @example ckgw8bmh20000cd4rhnm4b7b9
         */
        UserId: string;
        /**
         * @description The invitation's id.
         * @example ckgw8bmh20000cd4rhnm4b7b9
         */
        InvitationId: string;
    };
    requestBodies: never;
    headers: {
        /** @description Seconds to wait before the next attempt. */
        RetryAfter: number;
    };
    pathItems: never;
}
export type FlowfuseSettings = components['schemas']['FlowfuseSettings'];
export type FlowfuseError = components['schemas']['FlowfuseError'];
export type FlowfuseAvatar = components['schemas']['FlowfuseAvatar'];
export type BeaverUser = components['schemas']['BeaverUser'];
export type BeaverRequestId = components['schemas']['BeaverRequestId'];
export type FlowfuseCurrentUser = components['schemas']['FlowfuseCurrentUser'];
export type FlowfuseCurrentUserError = components['schemas']['FlowfuseCurrentUserError'];
export type FlowfuseTokenTeam = components['schemas']['FlowfuseTokenTeam'];
export type FlowfuseToken = components['schemas']['FlowfuseToken'];
export type FlowfuseTokenList = components['schemas']['FlowfuseTokenList'];
export type FlowfuseTokenCreate = components['schemas']['FlowfuseTokenCreate'];
export type FlowfuseTokenCreated = components['schemas']['FlowfuseTokenCreated'];
export type FlowfuseBadRequest = components['schemas']['FlowfuseBadRequest'];
export type FlowfuseRateLimited = components['schemas']['FlowfuseRateLimited'];
export type FlowfuseTokenUpdate = components['schemas']['FlowfuseTokenUpdate'];
export type FlowfuseListMeta = components['schemas']['FlowfuseListMeta'];
export type FlowfuseTeamType = components['schemas']['FlowfuseTeamType'];
export type FlowfuseTeamRole = components['schemas']['FlowfuseTeamRole'];
export type FlowfuseLinks = components['schemas']['FlowfuseLinks'];
export type FlowfuseUserTeam = components['schemas']['FlowfuseUserTeam'];
export type FlowfuseUserTeamList = components['schemas']['FlowfuseUserTeamList'];
export type FlowfuseTeamSummary = components['schemas']['FlowfuseTeamSummary'];
export type FlowfuseUserSummary = components['schemas']['FlowfuseUserSummary'];
export type FlowfuseInvitee = components['schemas']['FlowfuseInvitee'];
export type FlowfuseInvitation = components['schemas']['FlowfuseInvitation'];
export type FlowfuseInvitationList = components['schemas']['FlowfuseInvitationList'];
export type FlowfuseStatus = components['schemas']['FlowfuseStatus'];
export type FlowfuseTeam = components['schemas']['FlowfuseTeam'];
export type FlowfuseTeamList = components['schemas']['FlowfuseTeamList'];
export type FlowfuseTeamCreate = components['schemas']['FlowfuseTeamCreate'];
export type FlowfuseSlugCheck = components['schemas']['FlowfuseSlugCheck'];
export type FlowfuseTeamUpdate = components['schemas']['FlowfuseTeamUpdate'];
export type FlowfuseMembership = components['schemas']['FlowfuseMembership'];
export type FlowfuseMember = components['schemas']['FlowfuseMember'];
export type FlowfuseMemberList = components['schemas']['FlowfuseMemberList'];
export type FlowfuseMemberUpdate = components['schemas']['FlowfuseMemberUpdate'];
export type FlowfuseInvitationCreate = components['schemas']['FlowfuseInvitationCreate'];
export type FlowfuseInvitationOutcome = components['schemas']['FlowfuseInvitationOutcome'];
export type ResponseFlowfuseServerError = components['responses']['FlowfuseServerError'];
export type ResponseFlowfuseUnavailable = components['responses']['FlowfuseUnavailable'];
export type ResponseFlowfuseUnauthorized = components['responses']['FlowfuseUnauthorized'];
export type ResponseFlowfuseBadRequest = components['responses']['FlowfuseBadRequest'];
export type ResponseFlowfuseSessionRequired = components['responses']['FlowfuseSessionRequired'];
export type ResponseFlowfuseTooLarge = components['responses']['FlowfuseTooLarge'];
export type ResponseFlowfuseUnsupportedMediaType = components['responses']['FlowfuseUnsupportedMediaType'];
export type ResponseFlowfuseTooManyRequests = components['responses']['FlowfuseTooManyRequests'];
export type ResponseFlowfuseNotFound = components['responses']['FlowfuseNotFound'];
export type ResponseFlowfuseForbidden = components['responses']['FlowfuseForbidden'];
export type ResponseFlowfuseInvitationList = components['responses']['FlowfuseInvitationList'];
export type ResponseFlowfuseDone = components['responses']['FlowfuseDone'];
export type ResponseFlowfuseTeam = components['responses']['FlowfuseTeam'];
export type ResponseFlowfuseConflict = components['responses']['FlowfuseConflict'];
export type ParameterId = components['parameters']['Id'];
export type ParameterTeamId = components['parameters']['TeamId'];
export type ParameterUserId = components['parameters']['UserId'];
export type ParameterInvitationId = components['parameters']['InvitationId'];
export type HeaderRetryAfter = components['headers']['RetryAfter'];
export type $defs = Record<string, never>;
export interface operations {
    flowfuseSettingsFetch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user:signup": false,
                     *       "user:reset-password": false,
                     *       "email": true
                     *     }
                     */
                    "application/json": components["schemas"]["FlowfuseSettings"];
                };
            };
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseUserFetch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The signed-in user */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ckgw8bmh20000cd4rhnm4b7b9",
                     *       "username": "ada",
                     *       "name": "Ada Lovelace",
                     *       "avatar": "data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22/%3E",
                     *       "admin": false,
                     *       "createdAt": "2026-03-02T09:15:00.000Z",
                     *       "suspended": false,
                     *       "email": "ada@example.com",
                     *       "email_verified": true,
                     *       "defaultTeam": null,
                     *       "sso_enabled": false,
                     *       "mfa_enabled": false,
                     *       "data": {
                     *         "user_id": "ckgw8bmh20000cd4rhnm4b7b9",
                     *         "nickname": "Ada Lovelace",
                     *         "email": "ada@example.com"
                     *       },
                     *       "status": "Success",
                     *       "request_id": "0f8fad5bd9cb469fa16570867728950e"
                     *     }
                     */
                    "application/json": components["schemas"]["FlowfuseCurrentUser"];
                };
            };
            /** @description No token, or one that is not valid now */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthorized",
                     *       "error": "unauthorized",
                     *       "status": "Failed",
                     *       "request_id": "0f8fad5bd9cb469fa16570867728950e",
                     *       "error_code": "authentication_failed",
                     *       "error_message": "Unauthorized"
                     *     }
                     */
                    "application/json": components["schemas"]["FlowfuseCurrentUserError"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowfuseCurrentUserError"];
                };
            };
            /** @description Service unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowfuseCurrentUserError"];
                };
            };
        };
    };
    flowfuseTokensList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tokens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tokens": [
                     *         {
                     *           "id": "ckgw8bmh20000cd4rhnm4b7b9",
                     *           "name": "deploy",
                     *           "expiresAt": "2027-01-01T00:00:00.000Z",
                     *           "readOnly": true,
                     *           "adminOptIn": false,
                     *           "teams": [
                     *             {
                     *               "id": "ckgw8bmh20001cd4r7qv2c9x1",
                     *               "name": "Development"
                     *             }
                     *           ],
                     *           "createdAt": "2026-03-02T09:15:00.000Z",
                     *           "lastUsedAt": null
                     *         }
                     *       ],
                     *       "count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["FlowfuseTokenList"];
                };
            };
            401: components["responses"]["FlowfuseUnauthorized"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseTokensCreate: {
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
                 *       "name": "deploy",
                 *       "scope": "",
                 *       "expiresAt": 1798761600000
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseTokenCreate"];
            };
        };
        responses: {
            /** @description The token with its value, which no later answer has */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ckgw8bmh20000cd4rhnm4b7b9",
                     *       "name": "deploy",
                     *       "expiresAt": "2027-01-01T00:00:00.000Z",
                     *       "readOnly": false,
                     *       "adminOptIn": false,
                     *       "teams": [],
                     *       "createdAt": "2026-03-02T09:15:00.000Z",
                     *       "lastUsedAt": null,
                     *       "token": "ffpat_d4vZlLhCN8muyFUi6UsquLj47H2aTDkDpvxBUf5EaQ0"
                     *     }
                     */
                    "application/json": components["schemas"]["FlowfuseTokenCreated"];
                };
            };
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseSessionRequired"];
            413: components["responses"]["FlowfuseTooLarge"];
            415: components["responses"]["FlowfuseUnsupportedMediaType"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseTokensUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The object's id.
                 * @example ckgw8bmh20000cd4rhnm4b7b9
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scope": "",
                 *       "expiresAt": 1798761600000
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseTokenUpdate"];
            };
        };
        responses: {
            /** @description The token without its value */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ckgw8bmh20000cd4rhnm4b7b9",
                     *       "name": "deploy",
                     *       "expiresAt": "2027-01-01T00:00:00.000Z",
                     *       "readOnly": false,
                     *       "adminOptIn": false,
                     *       "teams": [],
                     *       "createdAt": "2026-03-02T09:15:00.000Z",
                     *       "lastUsedAt": "2026-03-03T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FlowfuseToken"];
                };
            };
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseSessionRequired"];
            404: components["responses"]["FlowfuseNotFound"];
            413: components["responses"]["FlowfuseTooLarge"];
            415: components["responses"]["FlowfuseUnsupportedMediaType"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseTokensRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The object's id.
                 * @example ckgw8bmh20000cd4rhnm4b7b9
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseTeamsListOwn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The teams, by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "meta": {},
                     *       "count": 1,
                     *       "teams": [
                     *         {
                     *           "id": "mNYLkklLAG",
                     *           "name": "My Development Team",
                     *           "type": {
                     *             "id": "starter",
                     *             "name": "Starter",
                     *             "active": true
                     *           },
                     *           "slug": "my-development-team",
                     *           "avatar": "data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22/%3E",
                     *           "suspended": false,
                     *           "role": 50,
                     *           "instanceCount": 0,
                     *           "deviceCount": 0,
                     *           "memberCount": 1,
                     *           "links": {
                     *             "self": "https://app.flowforge.com/api/v1/teams/mNYLkklLAG"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FlowfuseUserTeamList"];
                };
            };
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseUserInvitationsList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FlowfuseInvitationList"];
            401: components["responses"]["FlowfuseUnauthorized"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseUserInvitationsReject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The object's id.
                 * @example ckgw8bmh20000cd4rhnm4b7b9
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FlowfuseDone"];
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseUserInvitationsAccept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The object's id.
                 * @example ckgw8bmh20000cd4rhnm4b7b9
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FlowfuseDone"];
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseTeamsList: {
        parameters: {
            query?: {
                /** @description Teams per answer; 1000 when absent. */
                limit?: number;
                /** @description The `next_cursor` of the answer before. */
                cursor?: string;
                /** @description Part of the name, in any case. */
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The teams in the order of their ids; `count` counts all that match */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowfuseTeamList"];
                };
            };
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseTeamsCreate: {
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
                 *       "name": "My Development Team",
                 *       "slug": "my-development-team"
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseTeamCreate"];
            };
        };
        responses: {
            200: components["responses"]["FlowfuseTeam"];
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            413: components["responses"]["FlowfuseTooLarge"];
            415: components["responses"]["FlowfuseUnsupportedMediaType"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseTeamsCheckSlug: {
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
                 *       "slug": "my-development-team"
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseSlugCheck"];
            };
        };
        responses: {
            200: components["responses"]["FlowfuseDone"];
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            409: components["responses"]["FlowfuseConflict"];
            413: components["responses"]["FlowfuseTooLarge"];
            415: components["responses"]["FlowfuseUnsupportedMediaType"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseTeamsFetchBySlug: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's slug.
                 * @example my-development-team
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FlowfuseTeam"];
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseTeamsFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FlowfuseTeam"];
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseTeamsUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "My Development Team"
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseTeamUpdate"];
            };
        };
        responses: {
            200: components["responses"]["FlowfuseTeam"];
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            413: components["responses"]["FlowfuseTooLarge"];
            415: components["responses"]["FlowfuseUnsupportedMediaType"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseTeamsRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FlowfuseDone"];
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseMembersFetchOwn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The role */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "role": 30,
                     *       "permissions": {}
                     *     }
                     */
                    "application/json": components["schemas"]["FlowfuseMembership"];
                };
            };
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseMembersList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The members, by login name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "members": [
                     *         {
                     *           "id": "ckgw8bmh20000cd4rhnm4b7b9",
                     *           "username": "ada",
                     *           "name": "Ada Lovelace",
                     *           "avatar": "data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22/%3E",
                     *           "admin": false,
                     *           "createdAt": "2026-03-02T09:15:00.000Z",
                     *           "suspended": false,
                     *           "role": 50,
                     *           "permissions": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FlowfuseMemberList"];
                };
            };
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseMembersUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
                /**
                 * @description The member's id.
                 * @example ckgw8bmh20000cd4rhnm4b7b9
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": 10
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseMemberUpdate"];
            };
        };
        responses: {
            200: components["responses"]["FlowfuseDone"];
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            413: components["responses"]["FlowfuseTooLarge"];
            415: components["responses"]["FlowfuseUnsupportedMediaType"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseMembersRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
                /**
                 * @description The member's id.
                 * @example ckgw8bmh20000cd4rhnm4b7b9
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FlowfuseDone"];
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseInvitationsList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FlowfuseInvitationList"];
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseInvitationsCreate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "user": "ada,grace@example.com",
                 *       "role": 30
                 *     }
                 */
                "application/json": components["schemas"]["FlowfuseInvitationCreate"];
            };
        };
        responses: {
            /** @description Invited, or why some were not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowfuseInvitationOutcome"];
                };
            };
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            413: components["responses"]["FlowfuseTooLarge"];
            415: components["responses"]["FlowfuseUnsupportedMediaType"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseInvitationsResend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
                /**
                 * @description The invitation's id.
                 * @example ckgw8bmh20000cd4rhnm4b7b9
                 */
                invitationId: components["parameters"]["InvitationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invitation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowfuseInvitation"];
                };
            };
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
    flowfuseInvitationsWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example mNYLkklLAG
                 */
                teamId: components["parameters"]["TeamId"];
                /**
                 * @description The invitation's id.
                 * @example ckgw8bmh20000cd4rhnm4b7b9
                 */
                invitationId: components["parameters"]["InvitationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FlowfuseDone"];
            400: components["responses"]["FlowfuseBadRequest"];
            401: components["responses"]["FlowfuseUnauthorized"];
            403: components["responses"]["FlowfuseForbidden"];
            404: components["responses"]["FlowfuseNotFound"];
            429: components["responses"]["FlowfuseTooManyRequests"];
            500: components["responses"]["FlowfuseServerError"];
            503: components["responses"]["FlowfuseUnavailable"];
        };
    };
}
