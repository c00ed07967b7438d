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
    "/v1/user/users/{identifier}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the identities that sign a user in
         * @description Identities of OpenID Connect providers, the oldest first, at most 100.
         */
        get: operations["optimaIdentitiesList"];
        put?: never;
        /**
         * Link an identity with a user
         * @description Whoever signs in at the provider with it signs in as this user from then on. Linking what is linked already changes nothing; an identity of another user answers 409.
         */
        post: operations["optimaIdentitiesLink"];
        /**
         * Unlink an identity from a user
         * @description Answers the identity as it was. It signs nobody in any more, and whatever the user is signed in with ends: any of it may have come by this identity.
         */
        delete: operations["optimaIdentitiesUnlink"];
        options?: never;
        head?: never;
        patch?: never;
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
    "/v1/credential/valuetypes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the value types */
        get: operations["optimaValueTypesList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a credential
         * @description Secure values are sealed before they are stored. Unknown fields are refused, required ones must have a value.
         */
        post: operations["optimaCredentialsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/company/{companyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the credentials of a company
         * @description Sorted by name, up to 10,000. Sub-credentials stand below their parents.
         */
        get: operations["optimaCredentialsListByCompany"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch a credential
         * @description Secure values are null here: reading them is an operation of its own.
         */
        get: operations["optimaCredentialsFetch"];
        put?: never;
        post?: never;
        /**
         * Delete a credential
         * @description Its sub-credentials and all secure values, former ones too, go with it.
         */
        delete: operations["optimaCredentialsDelete"];
        options?: never;
        head?: never;
        /**
         * Change a credential
         * @description Keys and fields that are left out stay as they are.
         */
        patch: operations["optimaCredentialsUpdate"];
        trace?: never;
    };
    "/v1/credential/credentials/{id}/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the field values of a credential
         * @description Secure values as base64 of their ciphertext, the others in clear. Fields without a value and multi-credential fields are left out.
         */
        get: operations["optimaCredentialFieldsList"];
        /**
         * Change the field values of a credential
         * @description Afterwards every required field must have a value; fields that are left out keep theirs.
         */
        put: operations["optimaCredentialFieldsUpdate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/{id}/secure-values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read all secure values of a credential
         * @description Every value that is read is a row of the audit log and counts towards the reveals a user has per minute.
         */
        get: operations["optimaSecureValuesList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/{id}/secure-values/{fieldId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one secure value of a credential
         * @description A row of the audit log; it counts towards the reveals a user has per minute.
         */
        get: operations["optimaSecureValuesFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/{id}/sub-credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the sub-credentials of a credential */
        get: operations["optimaSubCredentialsList"];
        put?: never;
        /**
         * Add a sub-credential
         * @description For one multi-credential field of the parent, whose sub-fields the values must match.
         */
        post: operations["optimaSubCredentialsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/{id}/sub-credentials/{subId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a sub-credential */
        delete: operations["optimaSubCredentialsDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of the secure values of a credential
         * @description Newest first, who set them and when, never the values. Versions of fields that the type no longer has are among them; of each field the newest 100 are kept.
         */
        get: operations["optimaCredentialHistoryList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/{id}/history/{versionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a version of a secure value
         * @description As reading a current secure value: a row of the audit log, and it counts towards the reveals a user has per minute.
         */
        get: operations["optimaCredentialHistoryFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/{id}/history/{versionId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a former version of a secure value
         * @description Its value becomes the current one, as a new version by the caller; what was current joins the history. Nobody sees a value. 409 when the version is current already, or when its field is no secure field of the type any more.
         */
        post: operations["optimaCredentialHistoryRestore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/{id}/totp/{fieldId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the current one-time code of a secure field
         * @description Of a field whose value is an `otpauth://totp/` URI, by RFC 6238; the seed stays sealed away. Each code is a row of the audit log and counts towards the reveals a user has per minute. 409 when the field holds anything else.
         */
        get: operations["optimaOneTimeCodesFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/{id}/lifecycle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch when a credential expires and was last rotated */
        get: operations["optimaCredentialLifecycleFetch"];
        /** Set when a credential expires */
        put: operations["optimaCredentialLifecycleUpdate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/stale": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the credentials that need attention
         * @description Those that are expired, expire soon, or have a secure value that is older than their type allows; sub-credentials stand for themselves. What is due or was due first comes first. `id`, `name`, `company` and `type` are shown by the gate `obj.credential`, what is inside the latter two by their own.
         */
        get: operations["optimaStaleCredentialsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search credentials
         * @description By name, sub-credentials among them. Looked through are the name, the notes and the values of fields that are not secure, each only where the caller may see its key (`name`, `notes`, `fields`); a secure value finds nothing. A filter on a key that the caller may not see finds nothing.
         */
        get: operations["optimaCredentialSearchList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the open shares of a credential
         * @description Those that nobody has opened and that have not expired, the newest first, up to 500. Never a link: it is shown once, when the share is made.
         */
        get: operations["optimaCredentialSharesList"];
        put?: never;
        /**
         * Share values of a credential by a link that opens once
         * @description Reads the values as `GET /v1/credential/credentials/{id}/secure-values` does: every secure one is a row of the audit log and counts towards the reveals a user has per minute. What is shared is a copy, encrypted under a key that stands in the fragment of the link alone and is not kept. A value in clear is shared only by whoever may see `obj.credential.fields`, else it is refused with 403.
         */
        post: operations["optimaCredentialSharesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/credentials/{id}/shares/{shareId}": {
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
         * Revoke a share
         * @description Its link opens nothing from then on.
         */
        delete: operations["optimaCredentialSharesRevoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/share/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The page behind a share link
         * @description The same page for every id; it opens nothing by itself, so that programs that look at links use nothing up. A click on its button opens the share by `POST` and decrypts it in the browser, for which WebCrypto needs https or localhost.
         */
        get: operations["optimaSharedCredentialPage"];
        put?: never;
        /**
         * Open a share, once
         * @description Answers the encrypted values and forgets them. HKDF-SHA256 makes two texts of 32 bytes of the fragment of the link (base64url, 32 bytes), with the id as salt: with the info `switchyard share token` the token (base64url), with `switchyard share key` the key. AES-256-GCM with that key, the nonce, and the id as additional data decrypts to JSON: `{name?, note?, fields: [{label, value}]}`. A share that is unknown, expired, opened or revoked, one whose author may not share any more (disabled, deleted, or without a node that sharing asks for), and a wrong token have the same answer.
         */
        post: operations["optimaSharedCredentialOpen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/key-rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how many secrets each version of the master key seals
         * @description A version that is not current may be taken out of SWITCHYARD_MASTER_KEY once nothing waits under it.
         */
        get: operations["optimaKeyRotationFetch"];
        put?: never;
        /**
         * Wrap every secret with the newest master key
         * @description A background job, one at a time, while secrets are read and written as ever. It wraps the key of each secret anew; what is sealed stays as it is.
         */
        post: operations["optimaKeyRotationStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import credentials from CSV
         * @description A background job; its result is `{created, failed, errors}`. The first row names the columns: `name`, `notes`, `company` (id, name or ConnectWise identifier) unless `companyId` is given, `type` (id or name) unless `typeId` is given, `id`, `parent` and `parentField` where there are sub-credentials, and ids or names of fields (`field:<id>` for a field whose id is one of these words). A row with a `parent` becomes a sub-credential of the row before it that has this `id`, in the multi-credential field `parentField` (id or name), of the company and the type of its parent; an `id` is of no use but for that, every credential gets a new one. In a file with a column `parent` a required multi-credential field may be left empty. Comma, semicolon or tab; UTF-8; up to 32 MB. A row that is refused is reported with its line and its fields, and the others are created. A leading apostrophe before `=`, `+`, `-`, `@`, tab or carriage return is taken away, as an export puts it there.
         */
        post: operations["optimaImportsStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export credentials as CSV
         * @description A background job; its result is `{exported, subCredentials}`, the second being how many of them are sub-credentials. The columns are `name`, `notes`, `company`, `type`, `id`, `parent`, `parentField` and the ids of the fields. A sub-credential is a row of its own, somewhere after the one whose `id` its `parent` is, and `parentField` is the multi-credential field that it stands in; an import reads it back. Every credential that is exported is a row of the audit log. The file can be fetched for an hour.
         */
        post: operations["optimaExportsStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential/exports/{jobId}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch the file of an export
         * @description For whoever started it. Cells that a spreadsheet would take for a formula have an apostrophe in front.
         */
        get: operations["optimaExportsFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential-type": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the credential types
         * @description Sorted by name.
         */
        get: operations["optimaCredentialTypesList"];
        put?: never;
        /** Create a credential type */
        post: operations["optimaCredentialTypesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credential-type/{identifier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch a credential type */
        get: operations["optimaCredentialTypesFetch"];
        put?: never;
        post?: never;
        /**
         * Delete a credential type
         * @description All credentials of the type go with it; the header `x-deleted-credentials` says how many.
         */
        delete: operations["optimaCredentialTypesDelete"];
        options?: never;
        head?: never;
        /**
         * Change a credential type
         * @description No value of an existing credential is lost: values of removed fields come back with the field, a field that becomes secure has its values sealed. A field that becomes readable needs what reading its values needs (the node `credential.secure_values.read`, the scope, the reason), and every value it opens is a row of the audit log; the reveals per minute do not bound it. All of it is one transaction, 100,000 values take about half a minute: meanwhile values are read as before the change, and who writes credentials of the type waits. 409 when a multi-credential field that is in use would become something else.
         */
        patch: operations["optimaCredentialTypesUpdate"];
        trace?: never;
    };
    "/v1/credential-type/{id}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the credentials of a type
         * @description Sorted by name, up to 10,000. Sub-credentials stand below their parents.
         */
        get: operations["optimaCredentialsListByType"];
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
    "/v1/credential-type/{identifier}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch the policy of a credential type */
        get: operations["optimaCredentialTypePoliciesFetch"];
        /**
         * Set the policy of a credential type
         * @description It holds at once for all credentials of the type.
         */
        put: operations["optimaCredentialTypePoliciesUpdate"];
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
         * @description `cw_Data` holds what the query asks for and is empty when it asks for nothing. A flag counts when it is the text `true`; any other text counts as `false`. The company is asked of ConnectWise; when that is slow or down, the answer is what was known last, with the header `x-data-stale: true` and its `age` in seconds.
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
    "/v1/sales/opportunity-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the quote statuses
         * @description By name: the canonical statuses, as ConnectWise has them now if it answers, and those that it has beyond them.
         */
        get: operations["optimaOpportunityTypesList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sales/opportunities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List opportunities
         * @description Newest first. Companies, contacts and activities come from ConnectWise as they are now; when it does not answer in time, what is known here stands for them, without activities, and the header `x-data-stale` says so.
         */
        get: operations["optimaOpportunitiesList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sales/opportunities/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count opportunities */
        get: operations["optimaOpportunitiesCount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sales/opportunities/{identifier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch an opportunity
         * @description One that is not known here yet is fetched from ConnectWise by its id there, and kept. Company, contacts, activities and site come from ConnectWise as they are now; when it does not answer in time, what is known here stands for them, and the header `x-data-stale` says so.
         */
        get: operations["optimaOpportunitiesFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sales/opportunities/{identifier}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fetch an opportunity anew from ConnectWise */
        post: operations["optimaOpportunitiesRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sales/opportunities/{identifier}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the products of an opportunity
         * @description The items of its forecast in their order, with what procurement cancelled of them. Always from ConnectWise.
         */
        get: operations["optimaOpportunityProductsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sales/opportunities/{identifier}/products/sequence": {
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
         * Put the products of an opportunity in order
         * @description All of them: a place in the list, counted from 1, becomes the sequence number. ConnectWise may give items new ids; `idMap` tells them.
         */
        patch: operations["optimaOpportunityProductsResequence"];
        trace?: never;
    };
    "/v1/sales/opportunities/{identifier}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the notes of an opportunity
         * @description In the order of their ids, the first 1,000. Always from ConnectWise.
         */
        get: operations["optimaOpportunityNotesList"];
        put?: never;
        /**
         * Add a note to an opportunity
         * @description In the name of the ConnectWise member that the caller is linked to, where there is one.
         */
        post: operations["optimaOpportunityNotesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sales/opportunities/{identifier}/notes/{noteId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch a note of an opportunity */
        get: operations["optimaOpportunityNotesFetch"];
        put?: never;
        post?: never;
        /** Delete a note of an opportunity */
        delete: operations["optimaOpportunityNotesDelete"];
        options?: never;
        head?: never;
        /**
         * Change a note of an opportunity
         * @description At least one of `text` and `flagged` has to be there.
         */
        patch: operations["optimaOpportunityNotesUpdate"];
        trace?: never;
    };
    "/v1/sales/opportunities/{identifier}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the contacts of an opportunity
         * @description In the order of their ids, the first 1,000. Always from ConnectWise.
         */
        get: operations["optimaOpportunityContactsList"];
        put?: never;
        post?: never;
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
         * @description Whoever started a job may watch it; others need the node `job.fetch`. Without it their jobs answer 404. Sockets of the starter (`/socket.io`, default namespace) get each change as `job:progress` `{id, kind, state, progress}`.
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
    "/v1/procurement/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List catalogue items
         * @description By name. All filters given must hold.
         */
        get: operations["optimaCatalogList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/procurement/items/{identifier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch a catalogue item */
        get: operations["optimaCatalogFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/procurement/items/{identifier}/refresh-inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask ConnectWise how many are on hand */
        post: operations["optimaCatalogRefreshInventory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/procurement/items/{identifier}/linked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the items linked to a catalogue item
         * @description By name. Links have no direction.
         */
        get: operations["optimaCatalogListLinked"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/procurement/items/{identifier}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link two catalogue items
         * @description Links have no direction; linking again changes nothing. At most 500 links of an item.
         */
        post: operations["optimaCatalogLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/procurement/items/{identifier}/unlink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove the link between two catalogue items
         * @description Items that are not linked stay as they are.
         */
        post: operations["optimaCatalogUnlink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/procurement/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the catalogue items */
        get: operations["optimaCatalogCount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/procurement/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch the category and ecosystem trees
         * @description Categories as ConnectWise had them at the last sync. A group is what stands before the first hyphen in the names of its subcategories.
         */
        get: operations["optimaCatalogCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/procurement/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the values to filter catalogue items by
         * @description Each list is sorted and holds a value once, at most 10,000 of them.
         */
        get: operations["optimaCatalogFilters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what is synced from ConnectWise
         * @description By name.
         */
        get: operations["optimaSyncList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/{resource}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync a resource from ConnectWise now
         * @description A background job, one at a time for each resource.
         */
        post: operations["optimaSyncRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connectwise/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hear from ConnectWise that a record has changed
         * @description For ConnectWise itself, which has no account here and where this server registers the address. What is true of a request is proved by the secret in that address and by the signature over the body, whose key is fetched from the configured ConnectWise. A callback is a hint and nothing more - the record is then read through the API, soon and once for all hints of the same time.
         */
        post: operations["optimaConnectWiseCallbacksReceive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/company/companies/{identifier}/configurations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a company's configurations
         * @description Asked of ConnectWise each time, as it has them; up to 10,000. A company that ConnectWise does not know has none.
         */
        get: operations["optimaCompaniesListConfigurations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the UniFi sites
         * @description By name, as they were at the last sync; up to 10,000. `company` is null where a site is not linked.
         */
        get: operations["optimaUnifiSitesList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/sites/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync the sites with the controllers
         * @description Adds sites that are new there and renames known ones. None is deleted here, and none loses its company. A controller that fails does not hold up the others; when every one fails, so does this. The answer lists all sites by name.
         */
        post: operations["optimaUnifiSitesSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/sites/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a site
         * @description On the controller, and here. Where there are several and none is the default one, `controller` is required.
         */
        post: operations["optimaUnifiSitesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/controllers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the UniFi controllers
         * @description Those of the configuration, the default one first, then those that only sites remember. Up to 1,000.
         */
        get: operations["optimaUnifiSitesListControllers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch a site */
        get: operations["optimaUnifiSitesFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link a site to a company
         * @description A site belongs to one company at most: linking it to another one moves it there.
         */
        post: operations["optimaUnifiSitesLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/unlink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlink a site from its company
         * @description A site without a company stays as it is.
         */
        post: operations["optimaUnifiSitesUnlink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/company/companies/{identifier}/unifi/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the UniFi sites of a company
         * @description By name; up to 10,000.
         */
        get: operations["optimaCompanyUnifiSitesList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch a site's overview
         * @description Asked of the controller each time.
         */
        get: operations["optimaUnifiDevicesOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a site's devices
         * @description Asked of the controller each time; up to 10,000. A device without a name goes by its model.
         */
        get: operations["optimaUnifiDevicesList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/access-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a site's access points
         * @description Devices of type `uap` only. `state` is the number that the controller has for it.
         */
        get: operations["optimaUnifiDevicesAccessPoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/wifi-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how many more WLANs each radio takes
         * @description For every radio of every adopted access point: the enabled WLANs of its band that reach the access point through their groups, out of eight.
         */
        get: operations["optimaUnifiDevicesWifiLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the devices that were seen at a site
         * @description By MAC address, as the last snapshot that had them saw them; up to 10,000. The controller is not asked. Devices that it has no more stay listed, with `present` false, for as long as snapshots are kept. A device without a name goes by its model.
         */
        get: operations["optimaUnifiHistoryInventory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how a site did
         * @description Snapshots of the site, newest first: its health, its clients, and every device with its firmware, state, uptime and clients at that moment. They are taken every few minutes (`SWITCHYARD_UNIFI_SNAPSHOT_MINUTES`) and kept for some days (`SWITCHYARD_UNIFI_HISTORY_DAYS`); while the controller does not answer there are none. With `step` the last one of each stretch of time is shown. A page ends early where it would hold more than 20,000 devices. Sockets in the namespace `/telemetry` of `/socket.io` whose user holds the nodes of this route get each change of a device's state that a snapshot finds as `unifi.device.state` `{siteId, mac, name, model, type, state, previousState, at, flapping}`, never for a device that is new. Of a device that changes all the time four an hour are told, the last of them with `flapping` true; once an hour has passed, what it has become is told. A device that the controller does not list any more, as after it was removed there, is told once as `unknown`.
         */
        get: operations["optimaUnifiHistoryList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/wifi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a site's WLANs
         * @description Asked of the controller each time, by one call; up to 10,000. What an older controller leaves out is false, null or an empty list. Passphrases and keys that are shown are a row of the audit log; without the row there is no answer.
         */
        get: operations["optimaUnifiWifiList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/wifi/{wlanId}": {
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
         * Change a WLAN
         * @description Keys that are left out stay as they are; a body without any changes nothing. A passphrase sent along with `security: open` is dropped. WPA3 and private pre-shared keys exclude each other. Passphrases and keys that are shown are a row of the audit log of their own.
         */
        patch: operations["optimaUnifiWifiUpdate"];
        trace?: never;
    };
    "/v1/unifi/site/{id}/networks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a site's networks
         * @description Asked of the controller each time; up to 10,000.
         */
        get: operations["optimaUnifiNetworksList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/wlan-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a site's WLAN groups
         * @description Newer controllers have AP groups in their place, and none of these.
         */
        get: operations["optimaUnifiNetworksListWlanGroups"];
        put?: never;
        /** Create a WLAN group */
        post: operations["optimaUnifiNetworksCreateWlanGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/ap-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a site's AP groups */
        get: operations["optimaUnifiNetworksListApGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/speed-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a site's speed profiles
         * @description -1 stands for no limit.
         */
        get: operations["optimaUnifiNetworksListSpeedProfiles"];
        put?: never;
        /** Create a speed profile */
        post: operations["optimaUnifiNetworksCreateSpeedProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/site/{id}/wifi/{wlanId}/ppsk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a WLAN's private pre-shared keys
         * @description The controller keeps the keys and their networks; names and MAC addresses are kept here. A key that was made elsewhere has an empty name. Keys that are shown are a row of the audit log; without the row there is no answer.
         */
        get: operations["optimaUnifiPpskList"];
        put?: never;
        /**
         * Create a private pre-shared key
         * @description Turns private pre-shared keys on where they are off. The answer lists all keys of the WLAN. 409 when the WLAN cannot have any: they need WPA2 with a passphrase. Keys that are shown are a row of the audit log of their own.
         */
        post: operations["optimaUnifiPpskCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/wlan-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the WLAN templates
         * @description By name; up to 1,000, of which there are no more. `wlan` holds the fields that the caller may see of a WLAN. Passphrases and keys that are shown, here and in every other answer with a template, are a row of the audit log; without the row there is no answer.
         */
        get: operations["optimaUnifiTemplatesList"];
        put?: never;
        /**
         * Create a WLAN template
         * @description A template sets some fields of a WLAN, in the words of the WLAN list; `wlan.name` is the SSID by which WLANs are found, and required. Fields that are left out are not set. The passphrase and the SAE keys are sealed; they are shown to those who may see them on a WLAN, but not in the answer to a write without that.
         */
        post: operations["optimaUnifiTemplatesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/wlan-template/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch a WLAN template */
        get: operations["optimaUnifiTemplatesFetch"];
        put?: never;
        post?: never;
        /** Delete a WLAN template */
        delete: operations["optimaUnifiTemplatesDelete"];
        options?: never;
        head?: never;
        /**
         * Change a WLAN template
         * @description Keys that are left out stay as they are, in `wlan`, too.
         */
        patch: operations["optimaUnifiTemplatesUpdate"];
        trace?: never;
    };
    "/v1/unifi/site/{id}/wifi/{wlanId}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a WLAN template from a WLAN
         * @description Takes over what a WLAN has at this moment: the fields named, or all that the caller may see. What belongs to one site is not taken: ids, network, speed profile, AP groups and private pre-shared keys.
         */
        post: operations["optimaUnifiTemplatesCreateFromWlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/wlan-template/{id}/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare a few sites with a WLAN template
         * @description Compares the WLANs that have the SSID of the template with it, now, by one call per site. Values are compared as the WLAN list shows them, whatever the version of the controller writes. What the caller may not see of a WLAN is neither compared nor shown; of the passphrase and the SAE keys only that they differ. A site that cannot be read is reported as failed.
         */
        get: operations["optimaUnifiTemplateRunsDrift"];
        put?: never;
        /**
         * Compare sites with a WLAN template
         * @description A background job for any number of sites; the outcomes are at `/v1/unifi/wlan-template-run/{id}/sites`, with names of fields only. Its result is `{sites, equal, differs, missing, failed}`. One at a time for each template.
         */
        post: operations["optimaUnifiTemplateRunsStartDrift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/wlan-template/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply a WLAN template to sites
         * @description A background job that changes the WLANs that have the SSID of the template, and only what differs. It writes what `PATCH /v1/unifi/site/{id}/wifi/{wlanId}` can write, by the same rules; other fields that differ are reported as `left`. It creates no WLAN. With `dryRun` nothing is written. Its result is `{dryRun, sites, changed, unchanged, missing, failed}`, the outcomes are at `/v1/unifi/wlan-template-run/{id}/sites`. One at a time for each template; it stops when the template is changed, or its starter loses the rights.
         */
        post: operations["optimaUnifiTemplateRunsApply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unifi/wlan-template-run/{id}/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what became of the sites of a run
         * @description In the order of the sites by name. Those of one's own jobs; of others with the node `job.fetch`. `fields` and `left` name what the caller may see, and states are told by these alone: `concealed` says that the template sets more. A run that was given up leaves its remaining sites waiting.
         */
        get: operations["optimaUnifiTemplateRunsOutcomes"];
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
        UserIdentity: {
            /** @description `iss` of the id_tokens of the provider. */
            issuer: string;
            /** @description `sub`, or `tid:oid` at Microsoft Entra. */
            subject: string;
            /**
             * Format: date-time
             * @description When it was linked.
             */
            createdAt: string;
        };
        UserIdentityKey: {
            /** @description `iss` of the id_tokens of the provider. */
            issuer: string;
            /** @description `sub`, or `tid:oid` at Microsoft Entra. */
            subject: string;
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
        /** @enum {string} */
        ValueType: "plain_text" | "license_key" | "ip_address" | "generic_secret" | "bitlocker_key" | "password" | "multi_credential";
        FieldValueInput: {
            /** @description The id of a field of the type. */
            fieldId: string;
            /** @description The text to keep. Null leaves the field as it is, an empty text clears it. */
            value: string | null;
        };
        SubCredentialInput: {
            name: string;
            fields: components["schemas"]["FieldValueInput"][];
            /** @description Inline sub-credentials, keyed by multi-credential field id. */
            subCredentials?: {
                [key: string]: components["schemas"]["SubCredentialInput"][];
            };
        };
        CredentialCreate: {
            name: string;
            notes?: string | null;
            typeId: string;
            companyId: string;
            fields: components["schemas"]["FieldValueInput"][];
            /** @description Inline sub-credentials, keyed by multi-credential field id. */
            subCredentials?: {
                [key: string]: components["schemas"]["SubCredentialInput"][];
            };
        };
        CredentialField: {
            id: string;
            name: string;
            secure: boolean;
            required: boolean;
            valueType: components["schemas"]["ValueType"];
            /** @description Null for secure fields and for fields without a value; the ids of the sub-credentials for a multi-credential field. */
            value: (string | null) | string[];
        };
        FieldDefinition: {
            /** @description Unique among the fields beside it. */
            id: string;
            /** @description The name people see. */
            name: string;
            required: boolean;
            /** @description Whether the value is sealed at rest and read by an operation of its own. */
            secure: boolean;
            valueType: components["schemas"]["ValueType"];
            /** @description The fields of each sub-credential; for multi-credential fields only. */
            subFields?: components["schemas"]["FieldDefinition"][];
        };
        /** @description Holds only the keys that the caller may see by the gate `obj.credentialType`. */
        EmbeddedCredentialType: {
            id?: string;
            name?: string;
            fields?: components["schemas"]["FieldDefinition"][];
            permissionScope?: string;
        };
        /** @description Holds only the keys that the caller may see by the gate `obj.company`. */
        EmbeddedCompany: {
            id?: string;
            name?: string;
        };
        Credential: {
            id: string;
            name: string;
            notes: string | null;
            typeId: string;
            companyId: string;
            /** @description The parent's id; null for a credential of its own. */
            subCredentialOfId: string | null;
            fields: components["schemas"]["CredentialField"][];
            type: components["schemas"]["EmbeddedCredentialType"];
            company: components["schemas"]["EmbeddedCompany"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** @enum {object|null} */
        Nothing: never | null;
        CredentialUpdate: {
            name?: string;
            notes?: string | null;
            fields?: components["schemas"]["FieldValueInput"][];
        };
        StoredFieldValue: {
            /** @description Of a secure value its own id, else made of the ids of credential and field. */
            id: string;
            fieldId: string;
            value: string;
        };
        FieldValues: {
            fields: components["schemas"]["FieldValueInput"][];
        };
        SecureValue: {
            fieldId: string;
            value: string;
        };
        SubCredentialField: {
            id: string;
            /** @description As in a credential's own fields. */
            value: (string | null) | string[];
            secure: boolean;
        };
        SubCredential: {
            id: string;
            name: string;
            notes: string | null;
            typeId: string;
            companyId: string;
            /** @description The parent's id. */
            subCredentialOfId: string | null;
            fields: components["schemas"]["SubCredentialField"][];
            type: components["schemas"]["EmbeddedCredentialType"];
            company: components["schemas"]["EmbeddedCompany"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        SubCredentialCreate: {
            fieldId: string;
            name: string;
            fields: components["schemas"]["FieldValueInput"][];
        };
        VersionAuthor: {
            id: string;
            /** @description As it was then. */
            login: string;
        };
        SecureValueVersion: {
            id: string;
            fieldId: string;
            /** @description Who set the value; null for the system. */
            author: components["schemas"]["VersionAuthor"] | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When another value took its place, or none did; null for the current one.
             */
            supersededAt: string | null;
            current: boolean;
        };
        RevealedVersion: {
            id: string;
            fieldId: string;
            value: string;
        };
        OneTimeCode: {
            fieldId: string;
            /** @description Zeros at the start count. */
            code: string;
            digits: number;
            /** @description How many seconds a code is valid. */
            period: number;
            /** @description Seconds until the next code, rounded up. */
            remaining: number;
            /** Format: date-time */
            validUntil: string;
            /** @description As the URI names it. */
            issuer?: string;
            /** @description The account, as the URI names it. */
            label?: string;
        };
        /** @enum {string} */
        StaleReason: "expired" | "expires_soon" | "rotation_due";
        CredentialLifecycle: {
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description When the newest current secure value was set; null without one.
             */
            lastRotatedAt: string | null;
            /** @description By the policy of the type. */
            rotateAfterDays: number | null;
            /** @description Whether there is any reason. */
            stale: boolean;
            /** @description An expiry counts as soon 30 days ahead. */
            reasons: components["schemas"]["StaleReason"][];
        };
        CredentialExpiry: {
            /**
             * Format: date-time
             * @description Null for a credential that does not expire.
             */
            expiresAt: string | null;
        };
        /** @description Holds only the keys that the caller may see by the gate `obj.credentialType`. */
        CredentialTypeName: {
            id?: string;
            name?: string;
        };
        StaleCredential: {
            id?: string;
            name?: string;
            company?: components["schemas"]["EmbeddedCompany"];
            type?: components["schemas"]["CredentialTypeName"];
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description When the oldest current secure value was set; null without one.
             */
            oldestSecureValueAt: string | null;
            reasons: components["schemas"]["StaleReason"][];
        };
        CredentialShare: {
            id: string;
            fields: string[];
            note: string | null;
            /** @description Login of whoever made it. */
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        CredentialShareCreate: {
            /** @description Ids of the fields to share, secure ones or others, each with a value. */
            fields: string[];
            /** @description Seconds until the link expires; 86,400 when left out. */
            expiresIn?: number;
            /** @description How often the link opens: once. */
            maxViews?: number;
            /** @description Shown beside the values, in the list of open shares and in the audit log: nothing secret. */
            note?: string;
        };
        CredentialShareLink: {
            id: string;
            /** @description Never shown again. Who has it can open the share. */
            url: string;
            /** Format: date-time */
            expiresAt: string;
        };
        SharedCredentialOpen: {
            token: string;
        };
        SharedCredential: {
            /** @description 12 bytes, base64url. */
            nonce: string;
            /** @description Base64url, the tag at its end. */
            ciphertext: string;
        };
        KeyVersionCount: {
            version: number;
            secrets: number;
        };
        KeyRotation: {
            /** @description The version that seals new secrets. */
            currentVersion: number;
            versions: components["schemas"]["KeyVersionCount"][];
            /** @description Secrets of all other versions. */
            waiting: number;
        };
        StartedKeyRotation: {
            /** @description Watch it at `/v1/job/{id}`. */
            jobId: string;
            waiting: number;
        };
        StartedTransfer: {
            /** @description Watch it at `/v1/job/{id}`. */
            jobId: string;
        };
        CredentialExport: {
            companyId?: string;
            typeId?: string;
            /** @description False when left out. */
            includeSecureValues?: boolean;
            /** @description Why secure values are read, kept in the audit log. Some types require it. */
            reason?: string;
        };
        CredentialType: {
            id: string;
            name: string;
            permissionScope: string;
            icon: string | null;
            fields: components["schemas"]["FieldDefinition"][];
            /** @description Without sub-credentials. */
            credentialCount: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CredentialTypeCreate: {
            /** @description Unique, whatever its case; it does not look like an id. */
            name: string;
            /** @description The family of nodes of its own that reveals may need: `<scope>.read`. */
            permissionScope: string;
            icon?: string | null;
            fields: components["schemas"]["FieldDefinition"][];
        };
        CredentialTypeUpdate: {
            /** @description Unique, whatever its case; it does not look like an id. */
            name?: string;
            /** @description The family of nodes of its own that reveals may need: `<scope>.read`. */
            permissionScope?: string;
            icon?: string | null;
            fields?: components["schemas"]["FieldDefinition"][];
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
        CredentialTypePolicy: {
            /** @description Whether secure values are only read with the header `x-reveal-reason`. */
            revealReasonRequired: boolean;
            /** @description Days after which a secure value is due to be replaced; null for never. */
            rotateAfterDays: number | null;
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
        OpportunityTypeInfo: {
            lastUpdated: string | null;
            updatedBy: string | null;
        } | null;
        OpportunityType: {
            /** @description Id in ConnectWise. */
            id: number;
            name: string;
            wonFlag: boolean;
            lostFlag: boolean;
            closedFlag: boolean;
            inactiveFlag: boolean;
            defaultFlag: boolean;
            enteredBy: string | null;
            /** @description As ConnectWise writes it. */
            dateEntered: string | null;
            _info: components["schemas"]["OpportunityTypeInfo"];
            /** @description Null for a status that the canonical list does not have. */
            connectWiseId: string | null;
            /** @description Ids of the statuses of the former system that it stands for. */
            optimaEquivalency: number[];
        };
        NamedReference: {
            /** @description Id in ConnectWise. */
            id: number;
            name: string;
        } | null;
        IdentifiedReference: {
            /** @description Id in ConnectWise. */
            id: number;
            identifier: string;
            name: string;
        } | null;
        /** @description Null for a company that is not known here. Holds only the keys that the caller may see by the gate `obj.company`. */
        OpportunityCompany: {
            id?: string;
            name?: string;
            cw_Identifier?: string | null;
            cw_CompanyId?: number | null;
            cw_Data?: components["schemas"]["CompanyData"];
        } | null;
        /** @description Beyond `id` and `name` only where a single opportunity is shown and ConnectWise answered. */
        OpportunitySite: {
            /** @description Id in ConnectWise. */
            id: number;
            name: string;
            address?: components["schemas"]["CompanyAddress"];
            phoneNumber?: string | null;
            faxNumber?: string | null;
            primaryAddressFlag?: boolean;
            defaultShippingFlag?: boolean;
            defaultBillingFlag?: boolean;
            defaultMailingFlag?: boolean;
        } | null;
        OpportunityActivity: {
            cwActivityId: number;
            name: string;
            notes: string | null;
            type: components["schemas"]["NamedReference"];
            status: components["schemas"]["NamedReference"];
            company: components["schemas"]["IdentifiedReference"];
            contact: components["schemas"]["NamedReference"];
            phoneNumber: string | null;
            email: string | null;
            opportunity: components["schemas"]["NamedReference"];
            ticket: components["schemas"]["NamedReference"];
            agreement: components["schemas"]["NamedReference"];
            campaign: components["schemas"]["NamedReference"];
            assignTo: components["schemas"]["IdentifiedReference"];
            scheduleStatus: components["schemas"]["NamedReference"];
            reminder: components["schemas"]["NamedReference"];
            where: components["schemas"]["NamedReference"];
            /** Format: date-time */
            dateStart: string | null;
            /** Format: date-time */
            dateEnd: string | null;
            notifyFlag: boolean;
            currency: components["schemas"]["NamedReference"];
            mobileGuid: string | null;
            /** @description As ConnectWise has them. */
            customFields: {
                [key: string]: unknown;
            }[];
            /** Format: date-time */
            cwLastUpdated: string | null;
            /** Format: date-time */
            cwDateEntered: string | null;
            cwEnteredBy: string | null;
            cwUpdatedBy: string | null;
        };
        Opportunity: {
            id: string;
            cwOpportunityId: number;
            name: string;
            notes: string | null;
            type: components["schemas"]["NamedReference"];
            stage: components["schemas"]["NamedReference"];
            status: components["schemas"]["NamedReference"];
            priority: components["schemas"]["NamedReference"];
            rating: components["schemas"]["NamedReference"];
            source: string | null;
            campaign: components["schemas"]["NamedReference"];
            primarySalesRep: components["schemas"]["IdentifiedReference"];
            secondarySalesRep: components["schemas"]["IdentifiedReference"];
            company: components["schemas"]["OpportunityCompany"];
            contact: components["schemas"]["NamedReference"];
            site: components["schemas"]["OpportunitySite"];
            customerPO: string | null;
            totalSalesTax: number;
            location: components["schemas"]["NamedReference"];
            department: components["schemas"]["NamedReference"];
            /** Format: date-time */
            expectedCloseDate: string | null;
            /** Format: date-time */
            pipelineChangeDate: string | null;
            /** Format: date-time */
            dateBecameLead: string | null;
            /** Format: date-time */
            closedDate: string | null;
            closedFlag: boolean;
            closedBy: components["schemas"]["IdentifiedReference"];
            companyId: string | null;
            /** Format: date-time */
            cwLastUpdated: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description As ConnectWise has them. */
            customFields: {
                [key: string]: unknown;
            }[];
            /** @description Empty while ConnectWise does not answer. */
            activities: components["schemas"]["OpportunityActivity"][];
        };
        OpportunityCount: {
            count: number;
        };
        CatalogItemReference: {
            id: number;
            identifier: string;
        } | null;
        OpportunityProduct: {
            /** @description Id of the forecast item in ConnectWise. */
            id: number;
            forecastDescription: string | null;
            opportunity: components["schemas"]["NamedReference"];
            quantity: number;
            status: components["schemas"]["NamedReference"];
            cancelled: boolean;
            /** @enum {string|null} */
            cancellationType: "full" | "partial" | null;
            quantityCancelled: number;
            cancelledReason: string | null;
            /** Format: date-time */
            cancelledDate: string | null;
            catalogItem: components["schemas"]["CatalogItemReference"];
            productDescription: string | null;
            productClass: string | null;
            forecastType: string | null;
            revenue: number;
            cost: number;
            margin: number;
            profit: number;
            percentage: number;
            includeFlag: boolean;
            linkFlag: boolean;
            recurringFlag: boolean;
            taxableFlag: boolean;
            recurringRevenue: number;
            recurringCost: number;
            cycles: number;
            sequenceNumber: number;
            subNumber: number;
            /** Format: date-time */
            cwLastUpdated: string | null;
            cwUpdatedBy: string | null;
            /** @description Null for an item that the local catalogue does not have. */
            onHand: number | null;
            inStock: boolean | null;
        };
        ProductSequence: {
            /** @description The ids of all items, each once. */
            orderedIds: number[];
        };
        ResequencedProducts: {
            products: components["schemas"]["OpportunityProduct"][];
            /** @description The id that each item of the request has now, by the id it had. */
            idMap: {
                [key: string]: number;
            };
        };
        NoteAuthor: {
            /** @description The user who is linked to the member; null without one. */
            id: string | null;
            identifier: string;
            /** @description The identifier again for a member who is not there any more. */
            name: string;
            cwMemberId: number | null;
        } | null;
        OpportunityNote: {
            /** @description Id in ConnectWise. */
            id: number;
            text: string;
            type: components["schemas"]["NamedReference"];
            flagged: boolean;
            enteredBy: components["schemas"]["NoteAuthor"];
        };
        OpportunityNoteCreate: {
            text: string;
            /** @description Not unless told. */
            flagged?: boolean;
        };
        OpportunityNoteUpdate: {
            text?: string;
            flagged?: boolean;
        };
        OpportunityContact: {
            /** @description Id in ConnectWise. */
            id: number;
            contact: components["schemas"]["NamedReference"];
            company: components["schemas"]["IdentifiedReference"];
            role: components["schemas"]["NamedReference"];
            notes: string | null;
            referralFlag: boolean;
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
        CatalogItem: {
            id: string;
            /** @description The item's id in ConnectWise. */
            cwCatalogId: number;
            /** @description The item's identifier in ConnectWise. */
            identifier: string;
            name: string;
            description: string | null;
            customerDescription: string | null;
            internalNotes: string | null;
            category: string | null;
            categoryCwId: number | null;
            subcategory: string | null;
            subcategoryCwId: number | null;
            manufacturer: string | null;
            /** @description The manufacturer's id in ConnectWise. */
            manufactureCwId: number | null;
            /** @description The manufacturer's part number. */
            partNumber: string | null;
            vendorName: string | null;
            vendorSku: string | null;
            vendorCwId: number | null;
            price: number;
            cost: number;
            /** @description Also true once ConnectWise has the item no more. */
            inactive: boolean;
            salesTaxable: boolean;
            /** @description How many lie in all warehouses, as of the last look. */
            onHand: number;
            /**
             * Format: date-time
             * @description When ConnectWise changed it last.
             */
            cwLastUpdated: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** @description Holds only the keys that the caller may see by the gate `obj.catalogItem`. */
        LinkedCatalogItem: {
            id?: string;
            cwCatalogId?: number;
            identifier?: string;
            name?: string;
        };
        CatalogItemDetail: {
            id: string;
            /** @description The item's id in ConnectWise. */
            cwCatalogId: number;
            /** @description The item's identifier in ConnectWise. */
            identifier: string;
            name: string;
            description: string | null;
            customerDescription: string | null;
            internalNotes: string | null;
            category: string | null;
            categoryCwId: number | null;
            subcategory: string | null;
            subcategoryCwId: number | null;
            manufacturer: string | null;
            /** @description The manufacturer's id in ConnectWise. */
            manufactureCwId: number | null;
            /** @description The manufacturer's part number. */
            partNumber: string | null;
            vendorName: string | null;
            vendorSku: string | null;
            vendorCwId: number | null;
            price: number;
            cost: number;
            /** @description Also true once ConnectWise has the item no more. */
            inactive: boolean;
            salesTaxable: boolean;
            /** @description How many lie in all warehouses, as of the last look. */
            onHand: number;
            /**
             * Format: date-time
             * @description When ConnectWise changed it last.
             */
            cwLastUpdated: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            linkedItems?: components["schemas"]["LinkedCatalogItem"][];
        };
        CatalogLink: {
            /** @description The other item: its id, its id in ConnectWise or its identifier there. */
            targetId: string;
        };
        CatalogItemWithLinks: {
            id: string;
            /** @description The item's id in ConnectWise. */
            cwCatalogId: number;
            /** @description The item's identifier in ConnectWise. */
            identifier: string;
            name: string;
            description: string | null;
            customerDescription: string | null;
            internalNotes: string | null;
            category: string | null;
            categoryCwId: number | null;
            subcategory: string | null;
            subcategoryCwId: number | null;
            manufacturer: string | null;
            /** @description The manufacturer's id in ConnectWise. */
            manufactureCwId: number | null;
            /** @description The manufacturer's part number. */
            partNumber: string | null;
            vendorName: string | null;
            vendorSku: string | null;
            vendorCwId: number | null;
            price: number;
            cost: number;
            /** @description Also true once ConnectWise has the item no more. */
            inactive: boolean;
            salesTaxable: boolean;
            /** @description How many lie in all warehouses, as of the last look. */
            onHand: number;
            /**
             * Format: date-time
             * @description When ConnectWise changed it last.
             */
            cwLastUpdated: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            linkedItems: components["schemas"]["LinkedCatalogItem"][];
        };
        CatalogCount: {
            count: number;
        };
        CatalogSubcategory: {
            name: string;
            cwId: number;
        };
        CatalogCategoryEntry: {
            /** @enum {string} */
            type: "subcategory" | "group";
            name: string;
            /** @description Of a subcategory; groups have none. */
            cwId?: number;
            /** @description Of a group. */
            subcategories?: components["schemas"]["CatalogSubcategory"][];
        };
        CatalogCategory: {
            name: string;
            cwId: number;
            entries: components["schemas"]["CatalogCategoryEntry"][];
        };
        EcosystemManufacturer: {
            name: string;
            cwId: number;
            category: string;
            subcategoryPrefix: string;
        };
        Ecosystem: {
            name: string;
            manufacturers: components["schemas"]["EcosystemManufacturer"][];
        };
        CatalogTaxonomy: {
            categories: components["schemas"]["CatalogCategory"][];
            ecosystems: components["schemas"]["Ecosystem"][];
        };
        CatalogFilters: {
            categories: string[];
            subcategories: string[];
            manufacturers: string[];
        };
        SyncCounts: {
            read: number;
            created: number;
            updated: number;
            unchanged: number;
            /** @description Marked, since ConnectWise has them no more. */
            removed: number;
            /** @description Could not be read or kept. */
            refused: number;
        };
        SyncProblem: {
            /** @description The record's id in ConnectWise. */
            cwId: number | null;
            message: string;
        };
        SyncRun: {
            /** @description Watch it at `/v1/job/{id}`. */
            jobId: string;
            /** @enum {string} */
            mode: "incremental" | "full";
            /** @enum {string} */
            state: "running" | "succeeded" | "failed" | "cancelled";
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            finishedAt: string | null;
            counts: components["schemas"]["SyncCounts"];
            /** @description Why it failed. */
            error: string | null;
            /** @description Records that could not be read or kept; the first hundred. */
            problems: components["schemas"]["SyncProblem"][];
        };
        Sync: {
            /** @description What `/v1/sync/{resource}` calls it. */
            resource: string;
            title: string;
            /** @description Null when it only runs on demand. */
            intervalMinutes: number | null;
            /** Format: date-time */
            nextRunAt: string | null;
            /**
             * Format: date-time
             * @description When a run succeeded last.
             */
            lastCompletedAt: string | null;
            /**
             * Format: date-time
             * @description When everything was read last.
             */
            lastFullAt: string | null;
            /** @description Records of which something is still to be fetched, such as what is on hand of a catalogue item. Later runs go on with them. */
            pending: number;
            /** @description Null before the first one. */
            lastRun: components["schemas"]["SyncRun"] | null;
        };
        ConnectWiseCallbackMetadata: {
            /** @description Where the signing key is. Only fetched from the configured ConnectWise. */
            key_url: string;
        };
        /** @description Up to 256 KB. Other keys, such as the state of the record, are not read. */
        ConnectWiseCallback: {
            /** @description Has to be the configured company. */
            CompanyId: string;
            /** @description Of the record. */
            ID: number;
            Metadata: components["schemas"]["ConnectWiseCallbackMetadata"];
            /** @description Kind of the record. One that is not synced is ignored. */
            Type: string;
        };
        /** @description Holds only the keys that the caller may see by the gate `obj.company`. */
        UnifiSiteCompany: {
            id?: string;
            name?: string;
        };
        UnifiSiteWithCompany: {
            id: string;
            /** @description What the controller describes the site as. */
            name: string;
            /** @description The short name of the site in the controller. */
            siteId: string;
            companyId: string | null;
            company: components["schemas"]["UnifiSiteCompany"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        UnifiSite: {
            id: string;
            /** @description What the controller describes the site as. */
            name: string;
            /** @description The short name of the site in the controller. */
            siteId: string;
            companyId: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        UnifiSiteCreate: {
            /** @description The name people see. */
            description: string;
            /** @description The controller to create it on, by the name that the configuration has for it; the default one, or the only one, when left out. */
            controller?: string;
        };
        UnifiControllerInfo: {
            name: string;
            /** @description Whether the configuration has it. Sites of one that it has no more stay here, and calls for them answer 503. */
            configured: boolean;
            /** @description Whether the process that answers holds back calls to it at the moment, as the last ones failed. */
            down: boolean;
            /** @description How many sites of it are known here. */
            sites: number;
        };
        UnifiSiteLink: {
            companyId: string;
        };
        UnifiHealth: {
            subsystem: string;
            status: string;
            numAdopted?: number;
            numGateway?: number;
            numSwitch?: number;
            numAp?: number;
            numUser?: number;
            numGuest?: number;
            numDisconnected?: number;
            numPending?: number;
        };
        UnifiSysInfo: {
            timezone: string | null;
            hostname: string | null;
            version: string | null;
        };
        UnifiSiteInfo: {
            description: string;
            name: string;
        };
        UnifiOverview: {
            health: components["schemas"]["UnifiHealth"][];
            sysInfo: components["schemas"]["UnifiSysInfo"];
            siteInfo: components["schemas"]["UnifiSiteInfo"];
        };
        UnifiDeviceRadio: {
            /** @description `ng`, `na`, `6e` or `ad`. */
            radio: string;
            band: string | null;
            /** @description Null when the controller chooses it. */
            channel: number | null;
            channelWidth: number | null;
            txPowerMode: string | null;
            txPower: number | null;
        };
        UnifiDeviceUplink: {
            type?: string;
            mac?: string;
            name?: string;
            ip?: string;
            port?: number;
            speed?: number;
            fullDuplex?: boolean;
            up?: boolean;
        };
        UnifiDevice: {
            id: string;
            mac: string;
            model: string | null;
            name: string | null;
            type: string;
            /** @description Such as `connected`, `disconnected`, `pending`, `firmware mismatch` or `unknown`. */
            state: string;
            ip: string | null;
            version: string | null;
            /** @description Seconds. */
            uptime: number | null;
            radios: components["schemas"]["UnifiDeviceRadio"][];
            uplink: components["schemas"]["UnifiDeviceUplink"];
        };
        UnifiAccessPoint: {
            id: string;
            mac: string;
            model: string | null;
            type: string;
            name: string | null;
            state: number;
            adopted: boolean;
            ip: string | null;
            version: string | null;
        };
        UnifiRadioLimits: {
            radio: string;
            band: string;
            activeWlans: number;
            limit: number;
            remaining: number;
            wlanNames: string[];
        };
        UnifiWifiLimits: {
            apId: string;
            apName: string | null;
            mac: string;
            model: string | null;
            radios: components["schemas"]["UnifiRadioLimits"][];
        };
        UnifiInventoryDevice: {
            mac: string;
            name: string | null;
            model: string | null;
            type: string;
            /** @description Of the firmware. */
            version: string | null;
            adopted: boolean;
            ip: string | null;
            /** @description As `/devices` has it, such as `connected` or `disconnected`; the last one of a device that is gone. */
            state: string;
            /**
             * Format: date-time
             * @description The first snapshot that saw the state.
             */
            stateSince: string;
            /** @description Null for a device that counts none. */
            clients: number | null;
            /** @description Seconds. */
            uptime: number | null;
            /** @description Whether the last snapshot had it. */
            present: boolean;
            /** Format: date-time */
            firstSeenAt: string;
            /** Format: date-time */
            lastSeenAt: string;
        };
        UnifiSnapshotDevice: {
            mac: string;
            name: string | null;
            model: string | null;
            type: string;
            /** @description Of the firmware. */
            version: string | null;
            state: string;
            /** @description Null for a device that counts none. */
            clients: number | null;
            /** @description Seconds. */
            uptime: number | null;
        };
        UnifiSnapshot: {
            /** Format: date-time */
            takenAt: string;
            /** @description Of all subsystems, guests included. Null when the controller counts none. */
            clients: number | null;
            guests: number | null;
            devicesAdopted: number;
            /** @description Of the adopted ones. */
            devicesConnected: number;
            /** @description Of the adopted ones those that the controller does not hear. */
            devicesDisconnected: number;
            /** @description Wait to be adopted. */
            devicesPending: number;
            health: components["schemas"]["UnifiHealth"][];
            devices: components["schemas"]["UnifiSnapshotDevice"][];
        };
        UnifiWlan: {
            id: string;
            /** @description The SSID. */
            name: string;
            /** @description The id of the site in the controller, which is not the short name. */
            siteId: string | null;
            enabled: boolean;
            /** @description `open`, `wpapsk`, `wpaeap`, `wep` or `osen`. */
            security: string | null;
            /** @description `auto`, `wpa1` or `wpa2`, as the controller has it; WPA3 stands in `wpa3Support` and `wpa3Transition`. */
            wpaMode: string | null;
            wpaEnc: string | null;
            wpa3Support: boolean;
            wpa3Transition: boolean;
            wpa3FastRoaming: boolean;
            wpa3Enhanced192: boolean;
            passphrase: string | null;
            passphraseAutogenerated: boolean;
            hideSSID: boolean;
            isGuest: boolean;
            /** @description `2g`, `5g`, `6g` or `both`. */
            band: string;
            /** @description Some of `2g`, `5g`, `6g`. */
            bands: string[];
            networkconfId: string | null;
            /** @description The id of the speed profile. */
            usergroupId: string | null;
            apGroupIds: string[];
            /** @description `all`, `groups` or `devices`. */
            apGroupMode: string;
            /** @description `disabled`, `optional` or `required`. */
            pmfMode: string | null;
            /** @description Seconds; 0 for never. */
            groupRekey: number | null;
            dtimMode: string | null;
            dtimNg: number | null;
            dtimNa: number | null;
            dtim6e: number | null;
            l2Isolation: boolean;
            fastRoamingEnabled: boolean;
            bssTransition: boolean;
            uapsdEnabled: boolean;
            iappEnabled: boolean;
            proxyArp: boolean;
            mcastenhanceEnabled: boolean;
            macFilterEnabled: boolean;
            /** @description `allow` or `deny`. */
            macFilterPolicy: string | null;
            macFilterList: string[];
            radiusDasEnabled: boolean;
            radiusMacAuthEnabled: boolean;
            radiusMacaclFormat: string | null;
            minrateSettingPreference: string | null;
            minrateNgEnabled: boolean;
            minrateNgDataRateKbps: number | null;
            minrateNgAdvertisingRates: boolean;
            minrateNaEnabled: boolean;
            minrateNaDataRateKbps: number | null;
            minrateNaAdvertisingRates: boolean;
            settingPreference: string | null;
            no2ghzOui: boolean;
            privatePreSharedKeysEnabled: boolean;
            privatePreSharedKeys: {
                [key: string]: unknown;
            }[];
            saeGroups: number[];
            saePsk: {
                [key: string]: unknown;
            }[];
            schedule: string[];
            scheduleWithDuration: {
                [key: string]: unknown;
            }[];
            bcFilterList: string[];
            externalId: string | null;
        };
        UnifiWlanUpdate: {
            /** @description The SSID, at most 32 bytes of UTF-8. */
            name?: string;
            /**
             * Format: password
             * @description Printable ASCII: 8 to 63 characters, or 64 hexadecimal digits; up to 255 characters where the WLAN is WPA3 only.
             */
            x_passphrase?: string;
            enabled?: boolean;
            /** @enum {string} */
            security?: "wpapsk" | "wpaeap" | "open";
            /** @enum {string} */
            wpa_mode?: "wpa2" | "wpa3" | "wpa2wpa3";
            hide_ssid?: boolean;
            is_guest?: boolean;
            /** @enum {string} */
            band?: "both" | "2g" | "5g";
        };
        UnifiNetwork: {
            id: string;
            name: string;
            purpose: string | null;
            /** @description The address of the network, not that of its gateway. */
            subnet: string | null;
            /** @description Null where the network is untagged. */
            vlanId: number | null;
            dhcpEnabled: boolean;
            dhcpStart: string | null;
            dhcpStop: string | null;
            domainName: string | null;
            isNat: boolean;
            enabled: boolean;
        };
        UnifiWlanGroup: {
            id: string;
            name: string;
            siteId: string | null;
            noDelete: boolean;
            noEdit: boolean;
            hidden: boolean;
        };
        UnifiWlanGroupCreate: {
            name: string;
        };
        UnifiApGroup: {
            id: string;
            name: string;
            deviceMacs: string[];
            noDelete: boolean;
        };
        UnifiSpeedProfile: {
            id: string;
            name: string;
            siteId: string | null;
            noDelete: boolean;
            downloadLimitKbps: number;
            uploadLimitKbps: number;
        };
        UnifiSpeedProfileCreate: {
            name: string;
            /** @description Download in kbit/s, from 2 to 100000; -1, or left out, for no limit. */
            downloadLimitKbps?: number;
            /** @description Upload in kbit/s, from 2 to 100000; -1, or left out, for no limit. */
            uploadLimitKbps?: number;
        };
        UnifiPpsk: {
            key: string;
            name: string;
            mac: string | null;
            vlanId: number | null;
        };
        UnifiPpskCreate: {
            /**
             * Format: password
             * @description Printable ASCII, on this WLAN only once.
             */
            key: string;
            name: string;
            /** @description The device that the key is for. */
            mac?: string | null;
            /** @description The VLAN of one of the networks of the site; that of the WLAN when left out. */
            vlanId?: number | null;
        };
        UnifiSaePsk: {
            /** Format: password */
            psk: string;
            mac?: string | null;
            vlan?: number | null;
        };
        UnifiWlanTemplateFields: {
            /** @description The SSID, at most 32 bytes of UTF-8. WLANs are found by it. */
            name?: string;
            enabled?: boolean;
            /** @enum {string} */
            security?: "open" | "wpapsk" | "wpaeap" | "wep" | "osen";
            /**
             * @description `wpa3` and `wpa2wpa3` stand for `wpa2` with `wpa3Support`, `wpa3Transition` and `pmfMode`, and are kept and shown as these.
             * @enum {string}
             */
            wpaMode?: "auto" | "wpa1" | "wpa2" | "wpa3" | "wpa2wpa3";
            /** @enum {string} */
            wpaEnc?: "auto" | "ccmp" | "gcmp" | "ccmp-256" | "gcmp-256";
            wpa3Support?: boolean;
            wpa3Transition?: boolean;
            wpa3FastRoaming?: boolean;
            wpa3Enhanced192?: boolean;
            /**
             * Format: password
             * @description Printable ASCII: 8 to 63 characters, or 64 hexadecimal digits; up to 255 characters where the WLAN is WPA3 only.
             */
            passphrase?: string;
            hideSSID?: boolean;
            isGuest?: boolean;
            /** @enum {string} */
            band?: "2g" | "5g" | "6g" | "both";
            /** @description Some of `2g`, `5g`, `6g`. */
            bands?: string[];
            /** @enum {string} */
            pmfMode?: "disabled" | "optional" | "required";
            /** @description Seconds; 0 for never. */
            groupRekey?: number;
            /** @enum {string} */
            dtimMode?: "default" | "custom";
            dtimNg?: number;
            dtimNa?: number;
            dtim6e?: number;
            l2Isolation?: boolean;
            fastRoamingEnabled?: boolean;
            bssTransition?: boolean;
            uapsdEnabled?: boolean;
            iappEnabled?: boolean;
            proxyArp?: boolean;
            mcastenhanceEnabled?: boolean;
            macFilterEnabled?: boolean;
            /** @enum {string} */
            macFilterPolicy?: "allow" | "deny";
            macFilterList?: string[];
            radiusDasEnabled?: boolean;
            radiusMacAuthEnabled?: boolean;
            radiusMacaclFormat?: string;
            /** @enum {string} */
            minrateSettingPreference?: "auto" | "manual";
            minrateNgEnabled?: boolean;
            minrateNgDataRateKbps?: number;
            minrateNgAdvertisingRates?: boolean;
            minrateNaEnabled?: boolean;
            minrateNaDataRateKbps?: number;
            minrateNaAdvertisingRates?: boolean;
            /** @enum {string} */
            settingPreference?: "auto" | "manual";
            no2ghzOui?: boolean;
            privatePreSharedKeysEnabled?: boolean;
            saeGroups?: number[];
            saePsk?: components["schemas"]["UnifiSaePsk"][];
            schedule?: string[];
            /** @description At most 32 records, whose keys are the controller's own. */
            scheduleWithDuration?: {
                [key: string]: unknown;
            }[];
            bcFilterList?: string[];
        };
        UnifiWlanTemplate: {
            id: string;
            name: string;
            description: string;
            /** @description Goes up with each change. */
            version: number;
            wlan: components["schemas"]["UnifiWlanTemplateFields"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        UnifiWlanTemplateCreate: {
            name: string;
            description?: string;
            wlan: components["schemas"]["UnifiWlanTemplateFields"];
        };
        UnifiWlanTemplateUpdate: {
            name?: string;
            description?: string;
            wlan?: components["schemas"]["UnifiWlanTemplateFields"];
            /** @description Names of fields that the template no longer sets. */
            unset?: string[];
        };
        UnifiWlanTemplateFromWlan: {
            name: string;
            description?: string;
            /** @description Names of fields of a template; the name is always taken. */
            fields?: string[];
        };
        UnifiWlanDifference: {
            field: string;
            /** @description What the template has; left out for secrets. */
            expected?: (string | null) | boolean | number | (string | number | {
                [key: string]: unknown;
            })[];
            /** @description What the WLAN has; left out for secrets. */
            actual?: (string | null) | boolean | number | (string | number | {
                [key: string]: unknown;
            })[];
        };
        UnifiWlanComparison: {
            /** @description The id of the WLAN in the controller, for those who may see it. */
            id?: string;
            /** @enum {string} */
            state: "equal" | "differs";
            differences: components["schemas"]["UnifiWlanDifference"][];
            /** @description Fields of the template that this controller does not have; they do not count as differences. */
            absent: string[];
        };
        UnifiWlanDrift: {
            siteId: string;
            /**
             * @description `missing` when no WLAN has the SSID; `differs` when one of those that have it does.
             * @enum {string}
             */
            state: "equal" | "differs" | "missing" | "failed";
            /** @description Why it failed, or that the site has no such WLAN. */
            reason: string | null;
            wlans: components["schemas"]["UnifiWlanComparison"][];
        };
        UnifiWlanTemplateTarget: {
            /** @description Ids of sites here. */
            siteIds?: string[];
            /** @description All sites of companies, in place of `siteIds`; up to 10,000. */
            allLinked?: boolean;
        };
        UnifiWlanTemplateApply: {
            /** @description Ids of sites here. */
            siteIds?: string[];
            /** @description All sites of companies, in place of `siteIds`; up to 10,000. */
            allLinked?: boolean;
            /** @description Finds out what would be changed, and writes nothing. */
            dryRun?: boolean;
        };
        UnifiWlanOutcome: {
            /** @description The id of the WLAN in the controller, for those who may see it. */
            id?: string;
            /** @description What differed, was changed, or would be. */
            fields: string[];
            /** @description What differs still, since this product does not write it or the controller does not take it. */
            left: string[];
            /** @description Why it failed. */
            reason: string | null;
        };
        UnifiWlanTemplateOutcome: {
            siteId: string;
            /**
             * @description `equal` and `differs` of a comparison, `unchanged` and `changed` of an application; of a dry run what it would be.
             * @enum {string}
             */
            state: "waiting" | "missing" | "failed" | "equal" | "differs" | "unchanged" | "changed";
            /** @description Why it failed, or that the site has no such WLAN. */
            reason: string | null;
            /** @description The template sets fields that the caller may not see; what became of these is not told. */
            concealed: boolean;
            wlans: components["schemas"]["UnifiWlanOutcome"][];
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
        /** @description No company has that id. */
        CompanyNotFound: {
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
        /** @description No credential has that id. */
        CredentialNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "Credential with identifier 'ckx...' was not found.",
                 *       "error": "CredentialNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description No credential has that id, or it has no secure value in that field. */
        SecureFieldNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "Secure field not found: unknownField",
                 *       "error": "SecureFieldNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description The credential has no sub-credential with that id. */
        SubCredentialNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "Sub-credential not found",
                 *       "error": "SubCredentialNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description No credential has that id, or it has no such version of a secure value. */
        VersionNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "Version not found",
                 *       "error": "VersionNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description The version is the current one, or its field is no secure field of the type any more. */
        VersionNotRestorable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 409,
                 *       "message": "This version is the current one already.",
                 *       "error": "VersionIsCurrent",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description The value of the field is no `otpauth://totp/` URI. */
        NoOneTimeCode: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 409,
                 *       "message": "The secure field 'password' holds no otpauth://totp/ URI.",
                 *       "error": "NoOneTimeCode",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description No such share is open, or the token is not its own. */
        CredentialShareNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "The share does not exist, has expired or was opened already",
                 *       "error": "CredentialShareNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description The caller has no export of that job, or its file has expired. */
        CredentialExportNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "Export with identifier 'ckx...' was not found.",
                 *       "error": "CredentialExportNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description No credential type has that id or name. */
        CredentialTypeNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "Credential type with identifier 'unknown' was not found.",
                 *       "error": "CredentialTypeNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description No opportunity has that id, neither here nor in ConnectWise. */
        OpportunityNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "Opportunity with identifier '456' was not found.",
                 *       "error": "OpportunityNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description A system behind this one could not be reached, or gave no usable answer; the message names it. */
        BadGateway: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 502,
                 *       "message": "ConnectWise could not be reached",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description A system behind this one did not answer in time; the message names it. */
        GatewayTimeout: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 504,
                 *       "message": "ConnectWise did not answer in time",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description No opportunity has that id, or it has no note with that one. */
        OpportunityNoteNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "Opportunity note with id '42' was not found.",
                 *       "error": "OpportunityNoteNotFound",
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
        /** @description No catalogue item has that id or identifier. */
        CatalogItemNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "Catalog item with identifier '123' was not found.",
                 *       "error": "CatalogItemNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description The system behind the operation could not be reached, or failed. */
        UpstreamFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 502,
                 *       "message": "ConnectWise could not be reached",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description The system behind the operation did not answer in time. */
        UpstreamTimeout: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 504,
                 *       "message": "ConnectWise did not answer in time",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description Nothing of that name is synced. */
        SyncResourceNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "Nothing is synced under the name 'unknown'.",
                 *       "error": "SyncResourceNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description Not from the configured ConnectWise, as far as secret and signature tell. */
        CallbackRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 401,
                 *       "message": "The callback is not authentic.",
                 *       "error": "CallbackRefused",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description A rate limit is reached, or the signing key cannot be fetched for the moment; `Retry-After` says for how long. 429 and not a failure of the server, since this is what ConnectWise sends a callback again for. */
        CallbackPostponed: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 429,
                 *       "message": "The signing key cannot be fetched for the moment.",
                 *       "error": "CallbackPostponed",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description No UniFi site has that id. */
        UnifiSiteNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "UniFi site with identifier 'ckx...' was not found.",
                 *       "error": "UnifiSiteNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description No UniFi site has that id, or it has no such WLAN. */
        UnifiWlanNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "WLAN with identifier '66eb36e54bb53f0ae3fb82bd' was not found.",
                 *       "error": "UnifiWlanNotFound",
                 *       "successful": false
                 *     }
                 */
                "application/json": components["schemas"]["OptimaError"];
            };
        };
        /** @description No WLAN template has that id. */
        UnifiWlanTemplateNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "message": "WLAN template with identifier 'ckx...' was not found.",
                 *       "error": "UnifiWlanTemplateNotFound",
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
         * @example ckx0000000000000000000004
         */
        CompanyId: string;
        /**
         * @description The credential's id.
         * @example ckx0000000000000000000002
         */
        CredentialId: string;
        /**
         * @description The id of a secure field.
         * @example secretAccessKey
         */
        CredentialFieldId: string;
        /**
         * @description The sub-credential's id.
         * @example ckx0000000000000000000003
         */
        SubCredentialId: string;
        /**
         * @description The id of a version of a secure value.
         * @example ckx0000000000000000000005
         */
        SecureValueVersionId: string;
        /**
         * @description The credential type's id or name, whatever the name's case.
         * @example AWS
         */
        CredentialTypeIdentifier: string;
        /**
         * @description The credential type's id.
         * @example cky0000000000000000000001
         */
        CredentialTypeId: string;
        /**
         * @description The company's id.
         * @example ckx0000000000000000000004
         */
        CompanyIdentifier: string;
        /**
         * @description The opportunity's id, or its id in ConnectWise.
         * @example ckx0000000000000000000006
         */
        OpportunityIdentifier: string;
        /**
         * @description The note's id in ConnectWise.
         * @example 42
         */
        OpportunityNoteId: number;
        /**
         * @description The job's id.
         * @example ckx0000000000000000000009
         */
        JobId: string;
        /**
         * @description The item's id, or its id in ConnectWise.
         * @example ckx0000000000000000000006
         */
        CatalogItemIdentifier: string;
        /**
         * @description The item's id, its id in ConnectWise or its identifier there. A number is first taken for the id.
         * @example OPT7020-SFF
         */
        AnyCatalogItemIdentifier: string;
        /**
         * @description One of those that `/v1/sync` lists.
         * @example catalog
         */
        SyncResource: string;
        /**
         * @description The id of the site here, not in the controller.
         * @example ckx0000000000000000000006
         */
        UnifiSiteId: string;
        /**
         * @description The id of the WLAN in the controller.
         * @example 66eb36e54bb53f0ae3fb82bd
         */
        UnifiWlanId: string;
        /**
         * @description The template's id.
         * @example ckx0000000000000000000011
         */
        UnifiWlanTemplateId: string;
        /**
         * @description The id of the job.
         * @example ckx0000000000000000000009
         */
        UnifiWlanTemplateRunId: string;
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
export type UserIdentity = components['schemas']['UserIdentity'];
export type UserIdentityKey = components['schemas']['UserIdentityKey'];
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
export type ValueType = components['schemas']['ValueType'];
export type FieldValueInput = components['schemas']['FieldValueInput'];
export type SubCredentialInput = components['schemas']['SubCredentialInput'];
export type CredentialCreate = components['schemas']['CredentialCreate'];
export type CredentialField = components['schemas']['CredentialField'];
export type FieldDefinition = components['schemas']['FieldDefinition'];
export type EmbeddedCredentialType = components['schemas']['EmbeddedCredentialType'];
export type EmbeddedCompany = components['schemas']['EmbeddedCompany'];
export type Credential = components['schemas']['Credential'];
export type Nothing = components['schemas']['Nothing'];
export type CredentialUpdate = components['schemas']['CredentialUpdate'];
export type StoredFieldValue = components['schemas']['StoredFieldValue'];
export type FieldValues = components['schemas']['FieldValues'];
export type SecureValue = components['schemas']['SecureValue'];
export type SubCredentialField = components['schemas']['SubCredentialField'];
export type SubCredential = components['schemas']['SubCredential'];
export type SubCredentialCreate = components['schemas']['SubCredentialCreate'];
export type VersionAuthor = components['schemas']['VersionAuthor'];
export type SecureValueVersion = components['schemas']['SecureValueVersion'];
export type RevealedVersion = components['schemas']['RevealedVersion'];
export type OneTimeCode = components['schemas']['OneTimeCode'];
export type StaleReason = components['schemas']['StaleReason'];
export type CredentialLifecycle = components['schemas']['CredentialLifecycle'];
export type CredentialExpiry = components['schemas']['CredentialExpiry'];
export type CredentialTypeName = components['schemas']['CredentialTypeName'];
export type StaleCredential = components['schemas']['StaleCredential'];
export type CredentialShare = components['schemas']['CredentialShare'];
export type CredentialShareCreate = components['schemas']['CredentialShareCreate'];
export type CredentialShareLink = components['schemas']['CredentialShareLink'];
export type SharedCredentialOpen = components['schemas']['SharedCredentialOpen'];
export type SharedCredential = components['schemas']['SharedCredential'];
export type KeyVersionCount = components['schemas']['KeyVersionCount'];
export type KeyRotation = components['schemas']['KeyRotation'];
export type StartedKeyRotation = components['schemas']['StartedKeyRotation'];
export type StartedTransfer = components['schemas']['StartedTransfer'];
export type CredentialExport = components['schemas']['CredentialExport'];
export type CredentialType = components['schemas']['CredentialType'];
export type CredentialTypeCreate = components['schemas']['CredentialTypeCreate'];
export type CredentialTypeUpdate = components['schemas']['CredentialTypeUpdate'];
export type GeneratorPolicy = components['schemas']['GeneratorPolicy'];
export type GeneratedCredential = components['schemas']['GeneratedCredential'];
export type CredentialTypePolicy = components['schemas']['CredentialTypePolicy'];
export type CompanySummary = components['schemas']['CompanySummary'];
export type CompanyAddress = components['schemas']['CompanyAddress'];
export type CompanyContact = components['schemas']['CompanyContact'];
export type CompanyData = components['schemas']['CompanyData'];
export type Company = components['schemas']['Company'];
export type OpportunityTypeInfo = components['schemas']['OpportunityTypeInfo'];
export type OpportunityType = components['schemas']['OpportunityType'];
export type NamedReference = components['schemas']['NamedReference'];
export type IdentifiedReference = components['schemas']['IdentifiedReference'];
export type OpportunityCompany = components['schemas']['OpportunityCompany'];
export type OpportunitySite = components['schemas']['OpportunitySite'];
export type OpportunityActivity = components['schemas']['OpportunityActivity'];
export type Opportunity = components['schemas']['Opportunity'];
export type OpportunityCount = components['schemas']['OpportunityCount'];
export type CatalogItemReference = components['schemas']['CatalogItemReference'];
export type OpportunityProduct = components['schemas']['OpportunityProduct'];
export type ProductSequence = components['schemas']['ProductSequence'];
export type ResequencedProducts = components['schemas']['ResequencedProducts'];
export type NoteAuthor = components['schemas']['NoteAuthor'];
export type OpportunityNote = components['schemas']['OpportunityNote'];
export type OpportunityNoteCreate = components['schemas']['OpportunityNoteCreate'];
export type OpportunityNoteUpdate = components['schemas']['OpportunityNoteUpdate'];
export type OpportunityContact = components['schemas']['OpportunityContact'];
export type AuditActor = components['schemas']['AuditActor'];
export type AuditTarget = components['schemas']['AuditTarget'];
export type AuditRecord = components['schemas']['AuditRecord'];
export type AuditChainReport = components['schemas']['AuditChainReport'];
export type JobProgress = components['schemas']['JobProgress'];
export type JobStarter = components['schemas']['JobStarter'];
export type Job = components['schemas']['Job'];
export type CatalogItem = components['schemas']['CatalogItem'];
export type LinkedCatalogItem = components['schemas']['LinkedCatalogItem'];
export type CatalogItemDetail = components['schemas']['CatalogItemDetail'];
export type CatalogLink = components['schemas']['CatalogLink'];
export type CatalogItemWithLinks = components['schemas']['CatalogItemWithLinks'];
export type CatalogCount = components['schemas']['CatalogCount'];
export type CatalogSubcategory = components['schemas']['CatalogSubcategory'];
export type CatalogCategoryEntry = components['schemas']['CatalogCategoryEntry'];
export type CatalogCategory = components['schemas']['CatalogCategory'];
export type EcosystemManufacturer = components['schemas']['EcosystemManufacturer'];
export type Ecosystem = components['schemas']['Ecosystem'];
export type CatalogTaxonomy = components['schemas']['CatalogTaxonomy'];
export type CatalogFilters = components['schemas']['CatalogFilters'];
export type SyncCounts = components['schemas']['SyncCounts'];
export type SyncProblem = components['schemas']['SyncProblem'];
export type SyncRun = components['schemas']['SyncRun'];
export type Sync = components['schemas']['Sync'];
export type ConnectWiseCallbackMetadata = components['schemas']['ConnectWiseCallbackMetadata'];
export type ConnectWiseCallback = components['schemas']['ConnectWiseCallback'];
export type UnifiSiteCompany = components['schemas']['UnifiSiteCompany'];
export type UnifiSiteWithCompany = components['schemas']['UnifiSiteWithCompany'];
export type UnifiSite = components['schemas']['UnifiSite'];
export type UnifiSiteCreate = components['schemas']['UnifiSiteCreate'];
export type UnifiControllerInfo = components['schemas']['UnifiControllerInfo'];
export type UnifiSiteLink = components['schemas']['UnifiSiteLink'];
export type UnifiHealth = components['schemas']['UnifiHealth'];
export type UnifiSysInfo = components['schemas']['UnifiSysInfo'];
export type UnifiSiteInfo = components['schemas']['UnifiSiteInfo'];
export type UnifiOverview = components['schemas']['UnifiOverview'];
export type UnifiDeviceRadio = components['schemas']['UnifiDeviceRadio'];
export type UnifiDeviceUplink = components['schemas']['UnifiDeviceUplink'];
export type UnifiDevice = components['schemas']['UnifiDevice'];
export type UnifiAccessPoint = components['schemas']['UnifiAccessPoint'];
export type UnifiRadioLimits = components['schemas']['UnifiRadioLimits'];
export type UnifiWifiLimits = components['schemas']['UnifiWifiLimits'];
export type UnifiInventoryDevice = components['schemas']['UnifiInventoryDevice'];
export type UnifiSnapshotDevice = components['schemas']['UnifiSnapshotDevice'];
export type UnifiSnapshot = components['schemas']['UnifiSnapshot'];
export type UnifiWlan = components['schemas']['UnifiWlan'];
export type UnifiWlanUpdate = components['schemas']['UnifiWlanUpdate'];
export type UnifiNetwork = components['schemas']['UnifiNetwork'];
export type UnifiWlanGroup = components['schemas']['UnifiWlanGroup'];
export type UnifiWlanGroupCreate = components['schemas']['UnifiWlanGroupCreate'];
export type UnifiApGroup = components['schemas']['UnifiApGroup'];
export type UnifiSpeedProfile = components['schemas']['UnifiSpeedProfile'];
export type UnifiSpeedProfileCreate = components['schemas']['UnifiSpeedProfileCreate'];
export type UnifiPpsk = components['schemas']['UnifiPpsk'];
export type UnifiPpskCreate = components['schemas']['UnifiPpskCreate'];
export type UnifiSaePsk = components['schemas']['UnifiSaePsk'];
export type UnifiWlanTemplateFields = components['schemas']['UnifiWlanTemplateFields'];
export type UnifiWlanTemplate = components['schemas']['UnifiWlanTemplate'];
export type UnifiWlanTemplateCreate = components['schemas']['UnifiWlanTemplateCreate'];
export type UnifiWlanTemplateUpdate = components['schemas']['UnifiWlanTemplateUpdate'];
export type UnifiWlanTemplateFromWlan = components['schemas']['UnifiWlanTemplateFromWlan'];
export type UnifiWlanDifference = components['schemas']['UnifiWlanDifference'];
export type UnifiWlanComparison = components['schemas']['UnifiWlanComparison'];
export type UnifiWlanDrift = components['schemas']['UnifiWlanDrift'];
export type UnifiWlanTemplateTarget = components['schemas']['UnifiWlanTemplateTarget'];
export type UnifiWlanTemplateApply = components['schemas']['UnifiWlanTemplateApply'];
export type UnifiWlanOutcome = components['schemas']['UnifiWlanOutcome'];
export type UnifiWlanTemplateOutcome = components['schemas']['UnifiWlanTemplateOutcome'];
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
export type ResponseCompanyNotFound = components['responses']['CompanyNotFound'];
export type ResponseCredentialNotFound = components['responses']['CredentialNotFound'];
export type ResponseSecureFieldNotFound = components['responses']['SecureFieldNotFound'];
export type ResponseSubCredentialNotFound = components['responses']['SubCredentialNotFound'];
export type ResponseVersionNotFound = components['responses']['VersionNotFound'];
export type ResponseVersionNotRestorable = components['responses']['VersionNotRestorable'];
export type ResponseNoOneTimeCode = components['responses']['NoOneTimeCode'];
export type ResponseCredentialShareNotFound = components['responses']['CredentialShareNotFound'];
export type ResponseCredentialExportNotFound = components['responses']['CredentialExportNotFound'];
export type ResponseCredentialTypeNotFound = components['responses']['CredentialTypeNotFound'];
export type ResponseOpportunityNotFound = components['responses']['OpportunityNotFound'];
export type ResponseBadGateway = components['responses']['BadGateway'];
export type ResponseGatewayTimeout = components['responses']['GatewayTimeout'];
export type ResponseOpportunityNoteNotFound = components['responses']['OpportunityNoteNotFound'];
export type ResponseJobNotFound = components['responses']['JobNotFound'];
export type ResponseCatalogItemNotFound = components['responses']['CatalogItemNotFound'];
export type ResponseUpstreamFailed = components['responses']['UpstreamFailed'];
export type ResponseUpstreamTimeout = components['responses']['UpstreamTimeout'];
export type ResponseSyncResourceNotFound = components['responses']['SyncResourceNotFound'];
export type ResponseCallbackRefused = components['responses']['CallbackRefused'];
export type ResponseCallbackPostponed = components['responses']['CallbackPostponed'];
export type ResponseUnifiSiteNotFound = components['responses']['UnifiSiteNotFound'];
export type ResponseUnifiWlanNotFound = components['responses']['UnifiWlanNotFound'];
export type ResponseUnifiWlanTemplateNotFound = components['responses']['UnifiWlanTemplateNotFound'];
export type ParameterUserIdentifier = components['parameters']['UserIdentifier'];
export type ParameterRoleIdentifier = components['parameters']['RoleIdentifier'];
export type ParameterCompanyId = components['parameters']['CompanyId'];
export type ParameterCredentialId = components['parameters']['CredentialId'];
export type ParameterCredentialFieldId = components['parameters']['CredentialFieldId'];
export type ParameterSubCredentialId = components['parameters']['SubCredentialId'];
export type ParameterSecureValueVersionId = components['parameters']['SecureValueVersionId'];
export type ParameterCredentialTypeIdentifier = components['parameters']['CredentialTypeIdentifier'];
export type ParameterCredentialTypeId = components['parameters']['CredentialTypeId'];
export type ParameterCompanyIdentifier = components['parameters']['CompanyIdentifier'];
export type ParameterOpportunityIdentifier = components['parameters']['OpportunityIdentifier'];
export type ParameterOpportunityNoteId = components['parameters']['OpportunityNoteId'];
export type ParameterJobId = components['parameters']['JobId'];
export type ParameterCatalogItemIdentifier = components['parameters']['CatalogItemIdentifier'];
export type ParameterAnyCatalogItemIdentifier = components['parameters']['AnyCatalogItemIdentifier'];
export type ParameterSyncResource = components['parameters']['SyncResource'];
export type ParameterUnifiSiteId = components['parameters']['UnifiSiteId'];
export type ParameterUnifiWlanId = components['parameters']['UnifiWlanId'];
export type ParameterUnifiWlanTemplateId = components['parameters']['UnifiWlanTemplateId'];
export type ParameterUnifiWlanTemplateRunId = components['parameters']['UnifiWlanTemplateRunId'];
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
    optimaIdentitiesList: {
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
            /** @description User Identities Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "User Identities Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "issuer": "https://login.example.com",
                     *           "subject": "5f2c0f1e",
                     *           "createdAt": "2026-01-15T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "User Identities Fetched Successfully!";
                        data: components["schemas"]["UserIdentity"][];
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
    optimaIdentitiesLink: {
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
                 *       "issuer": "https://login.example.com",
                 *       "subject": "5f2c0f1e"
                 *     }
                 */
                "application/json": components["schemas"]["UserIdentityKey"];
            };
        };
        responses: {
            /** @description User Identity Linked Successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "User Identity Linked Successfully!",
                     *       "data": {
                     *         "issuer": "https://login.example.com",
                     *         "subject": "5f2c0f1e",
                     *         "createdAt": "2026-01-15T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "User Identity Linked Successfully!";
                        data: components["schemas"]["UserIdentity"];
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
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaIdentitiesUnlink: {
        parameters: {
            query: {
                /** @description `iss` of the id_tokens of the provider. */
                issuer: string;
                /** @description `sub`, or `tid:oid` at Microsoft Entra. */
                subject: string;
            };
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
            /** @description User Identity Unlinked Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "User Identity Unlinked Successfully!",
                     *       "data": {
                     *         "issuer": "https://login.example.com",
                     *         "subject": "5f2c0f1e",
                     *         "createdAt": "2026-01-15T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "User Identity Unlinked Successfully!";
                        data: components["schemas"]["UserIdentity"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UserNotFound"];
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
    optimaValueTypesList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Value Types Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Value Types Fetched Successfully!",
                     *       "data": [
                     *         "plain_text",
                     *         "license_key",
                     *         "ip_address",
                     *         "generic_secret",
                     *         "bitlocker_key",
                     *         "password",
                     *         "multi_credential"
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Value Types Fetched Successfully!";
                        data: components["schemas"]["ValueType"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialsCreate: {
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
                 *       "name": "Production AWS Credentials",
                 *       "notes": "Used for production S3 access",
                 *       "typeId": "cky...",
                 *       "companyId": "ckz...",
                 *       "fields": [
                 *         {
                 *           "fieldId": "accessKeyId",
                 *           "value": "AKIAIOSFODNN7EXAMPLE"
                 *         },
                 *         {
                 *           "fieldId": "secretAccessKey",
                 *           "value": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
                 *         }
                 *       ],
                 *       "subCredentials": {
                 *         "tunnels": [
                 *           {
                 *             "name": "Tunnel 1",
                 *             "fields": [
                 *               {
                 *                 "fieldId": "server",
                 *                 "value": "vpn1.example.com"
                 *               },
                 *               {
                 *                 "fieldId": "port",
                 *                 "value": "443"
                 *               }
                 *             ]
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CredentialCreate"];
            };
        };
        responses: {
            /** @description Credential Created Successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "Credential Created Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "Production AWS Credentials",
                     *         "notes": null,
                     *         "typeId": "cky...",
                     *         "companyId": "ckz...",
                     *         "subCredentialOfId": null,
                     *         "fields": [
                     *           {
                     *             "id": "accessKeyId",
                     *             "name": "Access Key ID",
                     *             "secure": false,
                     *             "required": true,
                     *             "valueType": "plain_text",
                     *             "value": "AKIAIOSFODNN7EXAMPLE"
                     *           },
                     *           {
                     *             "id": "secretAccessKey",
                     *             "name": "Secret Access Key",
                     *             "secure": true,
                     *             "required": true,
                     *             "valueType": "password",
                     *             "value": null
                     *           }
                     *         ],
                     *         "type": {
                     *           "id": "cky...",
                     *           "name": "AWS",
                     *           "fields": [
                     *             {
                     *               "id": "accessKeyId",
                     *               "name": "Access Key ID",
                     *               "required": true,
                     *               "secure": false,
                     *               "valueType": "plain_text"
                     *             }
                     *           ],
                     *           "permissionScope": "aws.credentials"
                     *         },
                     *         "company": {
                     *           "id": "ckz...",
                     *           "name": "Acme Corp"
                     *         },
                     *         "createdAt": "2026-01-01T00:00:00.000Z",
                     *         "updatedAt": "2026-02-14T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "Credential Created Successfully!";
                        data: components["schemas"]["Credential"];
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
    optimaCredentialsListByCompany: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The company's id.
                 * @example ckx0000000000000000000004
                 */
                companyId: components["parameters"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Company Credentials Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Company Credentials Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx...",
                     *           "name": "AWS Credentials",
                     *           "notes": null,
                     *           "typeId": "cky...",
                     *           "companyId": "ckz...",
                     *           "subCredentialOfId": null,
                     *           "fields": [
                     *             {
                     *               "id": "accessKeyId",
                     *               "name": "Access Key ID",
                     *               "secure": false,
                     *               "required": true,
                     *               "valueType": "plain_text",
                     *               "value": "AKIAIOSFODNN7EXAMPLE"
                     *             },
                     *             {
                     *               "id": "secretAccessKey",
                     *               "name": "Secret Access Key",
                     *               "secure": true,
                     *               "required": true,
                     *               "valueType": "password",
                     *               "value": null
                     *             }
                     *           ],
                     *           "type": {
                     *             "id": "cky...",
                     *             "name": "AWS",
                     *             "fields": [
                     *               {
                     *                 "id": "accessKeyId",
                     *                 "name": "Access Key ID",
                     *                 "required": true,
                     *                 "secure": false,
                     *                 "valueType": "plain_text"
                     *               }
                     *             ],
                     *             "permissionScope": "aws.credentials"
                     *           },
                     *           "company": {
                     *             "id": "ckz...",
                     *             "name": "Acme Corp"
                     *           },
                     *           "createdAt": "2026-01-01T00:00:00.000Z",
                     *           "updatedAt": "2026-02-14T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Company Credentials Fetched Successfully!";
                        data: components["schemas"]["Credential"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CompanyNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialsFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credential Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Fetched Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "AWS Credentials",
                     *         "notes": null,
                     *         "typeId": "cky...",
                     *         "companyId": "ckz...",
                     *         "subCredentialOfId": null,
                     *         "fields": [
                     *           {
                     *             "id": "accessKeyId",
                     *             "name": "Access Key ID",
                     *             "secure": false,
                     *             "required": true,
                     *             "valueType": "plain_text",
                     *             "value": "AKIAIOSFODNN7EXAMPLE"
                     *           },
                     *           {
                     *             "id": "secretAccessKey",
                     *             "name": "Secret Access Key",
                     *             "secure": true,
                     *             "required": true,
                     *             "valueType": "password",
                     *             "value": null
                     *           }
                     *         ],
                     *         "type": {
                     *           "id": "cky...",
                     *           "name": "AWS",
                     *           "fields": [
                     *             {
                     *               "id": "accessKeyId",
                     *               "name": "Access Key ID",
                     *               "required": true,
                     *               "secure": false,
                     *               "valueType": "plain_text"
                     *             }
                     *           ],
                     *           "permissionScope": "aws.credentials"
                     *         },
                     *         "company": {
                     *           "id": "ckz...",
                     *           "name": "Acme Corp"
                     *         },
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
                        message: "Credential Fetched Successfully!";
                        data: components["schemas"]["Credential"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialsDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credential Deleted Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Deleted Successfully!",
                     *       "data": null,
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential Deleted Successfully!";
                        data: components["schemas"]["Nothing"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialsUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Updated Credential Name",
                 *       "notes": "Updated notes for this credential",
                 *       "fields": [
                 *         {
                 *           "fieldId": "accessKeyId",
                 *           "value": "AKIAIOSFODNN7EXAMPLE"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CredentialUpdate"];
            };
        };
        responses: {
            /** @description Credential Updated Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Updated Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "Updated Credential Name",
                     *         "notes": "Updated notes for this credential",
                     *         "typeId": "cky...",
                     *         "companyId": "ckz...",
                     *         "subCredentialOfId": null,
                     *         "fields": [
                     *           {
                     *             "id": "accessKeyId",
                     *             "name": "Access Key ID",
                     *             "secure": false,
                     *             "required": true,
                     *             "valueType": "plain_text",
                     *             "value": "AKIAIOSFODNN7EXAMPLE"
                     *           },
                     *           {
                     *             "id": "secretAccessKey",
                     *             "name": "Secret Access Key",
                     *             "secure": true,
                     *             "required": true,
                     *             "valueType": "password",
                     *             "value": null
                     *           }
                     *         ],
                     *         "type": {
                     *           "id": "cky...",
                     *           "name": "AWS",
                     *           "fields": [
                     *             {
                     *               "id": "accessKeyId",
                     *               "name": "Access Key ID",
                     *               "required": true,
                     *               "secure": false,
                     *               "valueType": "plain_text"
                     *             }
                     *           ],
                     *           "permissionScope": "aws.credentials"
                     *         },
                     *         "company": {
                     *           "id": "ckz...",
                     *           "name": "Acme Corp"
                     *         },
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
                        message: "Credential Updated Successfully!";
                        data: components["schemas"]["Credential"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialFieldsList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credential Fields Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Fields Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx-accessKeyId",
                     *           "fieldId": "accessKeyId",
                     *           "value": "AKIAIOSFODNN7EXAMPLE"
                     *         },
                     *         {
                     *           "id": "ckx1...",
                     *           "fieldId": "secretAccessKey",
                     *           "value": "base64EncryptedValue=="
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential Fields Fetched Successfully!";
                        data: components["schemas"]["StoredFieldValue"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialFieldsUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fields": [
                 *         {
                 *           "fieldId": "accessKeyId",
                 *           "value": "AKIAIOSFODNN7NEWVALUE"
                 *         },
                 *         {
                 *           "fieldId": "secretAccessKey",
                 *           "value": "newSecretKeyValue123"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["FieldValues"];
            };
        };
        responses: {
            /** @description Credential Fields Updated Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Fields Updated Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "Production AWS Credentials",
                     *         "notes": null,
                     *         "typeId": "cky...",
                     *         "companyId": "ckz...",
                     *         "subCredentialOfId": null,
                     *         "fields": [
                     *           {
                     *             "id": "accessKeyId",
                     *             "name": "Access Key ID",
                     *             "secure": false,
                     *             "required": true,
                     *             "valueType": "plain_text",
                     *             "value": "AKIAIOSFODNN7EXAMPLE"
                     *           },
                     *           {
                     *             "id": "secretAccessKey",
                     *             "name": "Secret Access Key",
                     *             "secure": true,
                     *             "required": true,
                     *             "valueType": "password",
                     *             "value": null
                     *           }
                     *         ],
                     *         "type": {
                     *           "id": "cky...",
                     *           "name": "AWS",
                     *           "fields": [
                     *             {
                     *               "id": "accessKeyId",
                     *               "name": "Access Key ID",
                     *               "required": true,
                     *               "secure": false,
                     *               "valueType": "plain_text"
                     *             }
                     *           ],
                     *           "permissionScope": "aws.credentials"
                     *         },
                     *         "company": {
                     *           "id": "ckz...",
                     *           "name": "Acme Corp"
                     *         },
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
                        message: "Credential Fields Updated Successfully!";
                        data: components["schemas"]["Credential"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaSecureValuesList: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why the value is read, kept in the audit log. Some types require it. */
                "x-reveal-reason"?: string;
            };
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Secure Values Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Secure Values Fetched Successfully!",
                     *       "data": {
                     *         "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                     *         "apiKey": "sk_live_123456789abcdef"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Secure Values Fetched Successfully!";
                        data: {
                            [key: string]: string;
                        };
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaSecureValuesFetch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why the value is read, kept in the audit log. Some types require it. */
                "x-reveal-reason"?: string;
            };
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
                /**
                 * @description The id of a secure field.
                 * @example secretAccessKey
                 */
                fieldId: components["parameters"]["CredentialFieldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Secure Value Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Secure Value Fetched Successfully!",
                     *       "data": {
                     *         "fieldId": "secretAccessKey",
                     *         "value": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Secure Value Fetched Successfully!";
                        data: components["schemas"]["SecureValue"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SecureFieldNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaSubCredentialsList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sub-Credentials Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Sub-Credentials Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx1...",
                     *           "name": "Tunnel 1",
                     *           "notes": null,
                     *           "typeId": "cky...",
                     *           "companyId": "ckz...",
                     *           "subCredentialOfId": "ckx...",
                     *           "fields": [
                     *             {
                     *               "id": "server",
                     *               "value": "vpn1.example.com",
                     *               "secure": false
                     *             },
                     *             {
                     *               "id": "port",
                     *               "value": "443",
                     *               "secure": false
                     *             }
                     *           ],
                     *           "type": {
                     *             "id": "cky...",
                     *             "name": "AWS",
                     *             "fields": [
                     *               {
                     *                 "id": "accessKeyId",
                     *                 "name": "Access Key ID",
                     *                 "required": true,
                     *                 "secure": false,
                     *                 "valueType": "plain_text"
                     *               }
                     *             ],
                     *             "permissionScope": "aws.credentials"
                     *           },
                     *           "company": {
                     *             "id": "ckz...",
                     *             "name": "Acme Corp"
                     *           },
                     *           "createdAt": "2026-02-20T00:00:00.000Z",
                     *           "updatedAt": "2026-02-20T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Sub-Credentials Fetched Successfully!";
                        data: components["schemas"]["SubCredential"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaSubCredentialsCreate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fieldId": "tunnels",
                 *       "name": "Tunnel 2",
                 *       "fields": [
                 *         {
                 *           "fieldId": "server",
                 *           "value": "vpn2.example.com"
                 *         },
                 *         {
                 *           "fieldId": "port",
                 *           "value": "1194"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SubCredentialCreate"];
            };
        };
        responses: {
            /** @description Sub-Credential Created Successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "Sub-Credential Created Successfully!",
                     *       "data": {
                     *         "id": "ckx2...",
                     *         "name": "Tunnel 2",
                     *         "notes": null,
                     *         "typeId": "cky...",
                     *         "companyId": "ckz...",
                     *         "subCredentialOfId": "ckx...",
                     *         "fields": [
                     *           {
                     *             "id": "server",
                     *             "value": "vpn1.example.com",
                     *             "secure": false
                     *           },
                     *           {
                     *             "id": "port",
                     *             "value": "443",
                     *             "secure": false
                     *           }
                     *         ],
                     *         "type": {
                     *           "id": "cky...",
                     *           "name": "AWS",
                     *           "fields": [
                     *             {
                     *               "id": "accessKeyId",
                     *               "name": "Access Key ID",
                     *               "required": true,
                     *               "secure": false,
                     *               "valueType": "plain_text"
                     *             }
                     *           ],
                     *           "permissionScope": "aws.credentials"
                     *         },
                     *         "company": {
                     *           "id": "ckz...",
                     *           "name": "Acme Corp"
                     *         },
                     *         "createdAt": "2026-02-20T00:00:00.000Z",
                     *         "updatedAt": "2026-02-20T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "Sub-Credential Created Successfully!";
                        data: components["schemas"]["SubCredential"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaSubCredentialsDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
                /**
                 * @description The sub-credential's id.
                 * @example ckx0000000000000000000003
                 */
                subId: components["parameters"]["SubCredentialId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sub-Credential Removed Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Sub-Credential Removed Successfully!",
                     *       "data": null,
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Sub-Credential Removed Successfully!";
                        data: components["schemas"]["Nothing"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubCredentialNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialHistoryList: {
        parameters: {
            query?: {
                /** @description 1-based; 1 when left out. */
                page?: number;
                /** @description Records per page; 30 when left out. */
                rpp?: number;
                /** @description Only the versions of this field. */
                fieldId?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credential History Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential History Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckv...",
                     *           "fieldId": "secretAccessKey",
                     *           "author": {
                     *             "id": "cku...",
                     *             "login": "ada"
                     *           },
                     *           "createdAt": "2026-01-01T00:00:00.000Z",
                     *           "supersededAt": "2026-02-14T00:00:00.000Z",
                     *           "current": false
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "previousPage": null,
                     *         "currentPage": 1,
                     *         "nextPage": null,
                     *         "totalPages": 1,
                     *         "totalRecords": 1,
                     *         "listedRecords": 1
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential History Fetched Successfully!";
                        data: components["schemas"]["SecureValueVersion"][];
                        pagination: components["schemas"]["Pagination"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialHistoryFetch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why the value is read, kept in the audit log. Some types require it. */
                "x-reveal-reason"?: string;
            };
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
                /**
                 * @description The id of a version of a secure value.
                 * @example ckx0000000000000000000005
                 */
                versionId: components["parameters"]["SecureValueVersionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Secure Value Version Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Secure Value Version Fetched Successfully!",
                     *       "data": {
                     *         "id": "ckv...",
                     *         "fieldId": "secretAccessKey",
                     *         "value": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Secure Value Version Fetched Successfully!";
                        data: components["schemas"]["RevealedVersion"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VersionNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialHistoryRestore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
                /**
                 * @description The id of a version of a secure value.
                 * @example ckx0000000000000000000005
                 */
                versionId: components["parameters"]["SecureValueVersionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Secure Value Restored Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Secure Value Restored Successfully!",
                     *       "data": {
                     *         "id": "ckw...",
                     *         "fieldId": "secretAccessKey",
                     *         "author": {
                     *           "id": "cku...",
                     *           "login": "ada"
                     *         },
                     *         "createdAt": "2026-02-15T00:00:00.000Z",
                     *         "supersededAt": null,
                     *         "current": true
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Secure Value Restored Successfully!";
                        data: components["schemas"]["SecureValueVersion"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VersionNotFound"];
            409: components["responses"]["VersionNotRestorable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaOneTimeCodesFetch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why the value is read, kept in the audit log. Some types require it. */
                "x-reveal-reason"?: string;
            };
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
                /**
                 * @description The id of a secure field.
                 * @example secretAccessKey
                 */
                fieldId: components["parameters"]["CredentialFieldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One-Time Code Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "One-Time Code Fetched Successfully!",
                     *       "data": {
                     *         "fieldId": "mfa",
                     *         "code": "287082",
                     *         "digits": 6,
                     *         "period": 30,
                     *         "remaining": 12,
                     *         "validUntil": "2026-02-14T00:00:30.000Z",
                     *         "issuer": "Acme",
                     *         "label": "admin@acme.example"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "One-Time Code Fetched Successfully!";
                        data: components["schemas"]["OneTimeCode"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SecureFieldNotFound"];
            409: components["responses"]["NoOneTimeCode"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialLifecycleFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credential Lifecycle Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Lifecycle Fetched Successfully!",
                     *       "data": {
                     *         "expiresAt": "2026-12-31T00:00:00.000Z",
                     *         "lastRotatedAt": "2026-02-14T00:00:00.000Z",
                     *         "rotateAfterDays": 90,
                     *         "stale": false,
                     *         "reasons": []
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential Lifecycle Fetched Successfully!";
                        data: components["schemas"]["CredentialLifecycle"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialLifecycleUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expiresAt": "2026-12-31T00:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["CredentialExpiry"];
            };
        };
        responses: {
            /** @description Credential Lifecycle Updated Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Lifecycle Updated Successfully!",
                     *       "data": {
                     *         "expiresAt": "2026-12-31T00:00:00.000Z",
                     *         "lastRotatedAt": "2026-02-14T00:00:00.000Z",
                     *         "rotateAfterDays": 90,
                     *         "stale": false,
                     *         "reasons": []
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential Lifecycle Updated Successfully!";
                        data: components["schemas"]["CredentialLifecycle"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaStaleCredentialsList: {
        parameters: {
            query?: {
                /** @description 1-based; 1 when left out. */
                page?: number;
                /** @description Records per page; 30 when left out. */
                rpp?: number;
                /** @description How soon an expiry counts; 30 when left out. */
                withinDays?: number;
                /** @description Only credentials of this company. */
                companyId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stale Credentials Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Stale Credentials Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx...",
                     *           "name": "Production AWS",
                     *           "company": {
                     *             "id": "ckz...",
                     *             "name": "Acme Corp"
                     *           },
                     *           "type": {
                     *             "id": "cky...",
                     *             "name": "AWS"
                     *           },
                     *           "expiresAt": "2026-02-01T00:00:00.000Z",
                     *           "oldestSecureValueAt": "2025-06-01T00:00:00.000Z",
                     *           "reasons": [
                     *             "expired",
                     *             "rotation_due"
                     *           ]
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "previousPage": null,
                     *         "currentPage": 1,
                     *         "nextPage": null,
                     *         "totalPages": 1,
                     *         "totalRecords": 1,
                     *         "listedRecords": 1
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Stale Credentials Fetched Successfully!";
                        data: components["schemas"]["StaleCredential"][];
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
    optimaCredentialSearchList: {
        parameters: {
            query?: {
                /**
                 * @description Words, each of which has to be part of the name, the notes or a value, whatever its case and accents. An empty text finds everything.
                 * @example acme vpn
                 */
                search?: string;
                /**
                 * @description Only credentials of this company.
                 * @example ckx0000000000000000000004
                 */
                companyId?: string;
                /**
                 * @description Only credentials of this type.
                 * @example cky0000000000000000000001
                 */
                typeId?: string;
                /** @description 1-based; 1 when left out. */
                page?: number;
                /** @description Records per page; 30 when left out. */
                rpp?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credentials Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credentials Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx...",
                     *           "name": "AWS Credentials",
                     *           "notes": null,
                     *           "typeId": "cky...",
                     *           "companyId": "ckz...",
                     *           "subCredentialOfId": null,
                     *           "fields": [
                     *             {
                     *               "id": "accessKeyId",
                     *               "name": "Access Key ID",
                     *               "secure": false,
                     *               "required": true,
                     *               "valueType": "plain_text",
                     *               "value": "AKIAIOSFODNN7EXAMPLE"
                     *             },
                     *             {
                     *               "id": "secretAccessKey",
                     *               "name": "Secret Access Key",
                     *               "secure": true,
                     *               "required": true,
                     *               "valueType": "password",
                     *               "value": null
                     *             }
                     *           ],
                     *           "type": {
                     *             "id": "cky...",
                     *             "name": "AWS",
                     *             "fields": [
                     *               {
                     *                 "id": "accessKeyId",
                     *                 "name": "Access Key ID",
                     *                 "required": true,
                     *                 "secure": false,
                     *                 "valueType": "plain_text"
                     *               }
                     *             ],
                     *             "permissionScope": "aws.credentials"
                     *           },
                     *           "company": {
                     *             "id": "ckz...",
                     *             "name": "Acme Corp"
                     *           },
                     *           "createdAt": "2026-01-01T00:00:00.000Z",
                     *           "updatedAt": "2026-02-14T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "previousPage": null,
                     *         "currentPage": 1,
                     *         "nextPage": null,
                     *         "totalPages": 1,
                     *         "totalRecords": 1,
                     *         "listedRecords": 1
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credentials Fetched Successfully!";
                        data: components["schemas"]["Credential"][];
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
    optimaCredentialSharesList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credential Shares Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Shares Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx5...",
                     *           "fields": [
                     *             "accessKeyId",
                     *             "secretAccessKey"
                     *           ],
                     *           "note": "For the migration",
                     *           "createdBy": "ada",
                     *           "createdAt": "2026-03-01T00:00:00.000Z",
                     *           "expiresAt": "2026-03-02T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential Shares Fetched Successfully!";
                        data: components["schemas"]["CredentialShare"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialSharesCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why the value is read, kept in the audit log. Some types require it. */
                "x-reveal-reason"?: string;
            };
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fields": [
                 *         "accessKeyId",
                 *         "secretAccessKey"
                 *       ],
                 *       "expiresIn": 3600,
                 *       "note": "For the migration"
                 *     }
                 */
                "application/json": components["schemas"]["CredentialShareCreate"];
            };
        };
        responses: {
            /** @description Credential Share Created Successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "Credential Share Created Successfully!",
                     *       "data": {
                     *         "id": "ckx5...",
                     *         "url": "https://ops.example.com/v1/credential/share/ckx5...#qUk3...",
                     *         "expiresAt": "2026-03-02T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "Credential Share Created Successfully!";
                        data: components["schemas"]["CredentialShareLink"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialSharesRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential's id.
                 * @example ckx0000000000000000000002
                 */
                id: components["parameters"]["CredentialId"];
                /**
                 * @description The share's id.
                 * @example ckx0000000000000000000005
                 */
                shareId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credential Share Revoked Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Share Revoked Successfully!",
                     *       "data": null,
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential Share Revoked Successfully!";
                        data: components["schemas"]["Nothing"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialShareNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaSharedCredentialPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The share's id.
                 * @example ckx0000000000000000000005
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaSharedCredentialOpen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The share's id.
                 * @example ckx0000000000000000000005
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "h1Bs0mX0cGJ7m0kWm1o0cQm5m0kWm1o0cQm5m0kWm1o"
                 *     }
                 */
                "application/json": components["schemas"]["SharedCredentialOpen"];
            };
        };
        responses: {
            /** @description Credential Share Opened Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Share Opened Successfully!",
                     *       "data": {
                     *         "nonce": "q83vASNFZ4mrze8B",
                     *         "ciphertext": "Zm9yIHlvdXIgZXllcyBvbmx5"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential Share Opened Successfully!";
                        data: components["schemas"]["SharedCredential"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["CredentialShareNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaKeyRotationFetch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Key Rotation Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Key Rotation Fetched Successfully!",
                     *       "data": {
                     *         "currentVersion": 2,
                     *         "versions": [
                     *           {
                     *             "version": 1,
                     *             "secrets": 1204
                     *           },
                     *           {
                     *             "version": 2,
                     *             "secrets": 8796
                     *           }
                     *         ],
                     *         "waiting": 1204
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Key Rotation Fetched Successfully!";
                        data: components["schemas"]["KeyRotation"];
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
    optimaKeyRotationStart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Key Rotation Started Successfully! */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 202,
                     *       "message": "Key Rotation Started Successfully!",
                     *       "data": {
                     *         "jobId": "ckx0000000000000000000009",
                     *         "waiting": 1204
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 202;
                        /** @enum {string} */
                        message: "Key Rotation Started Successfully!";
                        data: components["schemas"]["StartedKeyRotation"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaImportsStart: {
        parameters: {
            query?: {
                /** @description Id of the company that all rows belong to. */
                companyId?: string;
                /** @description Id of the type of all rows. */
                typeId?: string;
                /** @description Checks every row and creates nothing. */
                dryRun?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example name,notes,company,type,username,password
                 *     Router,,Acme Corp,Login,admin,"S3cret, indeed"
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description Credential Import Started Successfully! */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 202,
                     *       "message": "Credential Import Started Successfully!",
                     *       "data": {
                     *         "jobId": "ckx0000000000000000000009"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 202;
                        /** @enum {string} */
                        message: "Credential Import Started Successfully!";
                        data: components["schemas"]["StartedTransfer"];
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
    optimaExportsStart: {
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
                 *       "companyId": "ckz...",
                 *       "includeSecureValues": false
                 *     }
                 */
                "application/json": components["schemas"]["CredentialExport"];
            };
        };
        responses: {
            /** @description Credential Export Started Successfully! */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 202,
                     *       "message": "Credential Export Started Successfully!",
                     *       "data": {
                     *         "jobId": "ckx0000000000000000000009"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 202;
                        /** @enum {string} */
                        message: "Credential Export Started Successfully!";
                        data: components["schemas"]["StartedTransfer"];
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
    optimaExportsFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the export's job. */
                jobId: string;
            };
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
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialExportNotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialTypesList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credential Types Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Types Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "cky...",
                     *           "name": "AWS",
                     *           "permissionScope": "aws.credentials",
                     *           "icon": "https://aws.amazon.com/favicon.ico",
                     *           "fields": [
                     *             {
                     *               "id": "accessKeyId",
                     *               "name": "Access Key ID",
                     *               "required": true,
                     *               "secure": false,
                     *               "valueType": "plain_text"
                     *             }
                     *           ],
                     *           "credentialCount": 5,
                     *           "createdAt": "2026-01-01T00:00:00.000Z",
                     *           "updatedAt": "2026-02-14T00:00:00.000Z"
                     *         },
                     *         {
                     *           "id": "ckz...",
                     *           "name": "Azure",
                     *           "permissionScope": "azure.credentials",
                     *           "icon": "https://azure.microsoft.com/favicon.ico",
                     *           "fields": [
                     *             {
                     *               "id": "accessKeyId",
                     *               "name": "Access Key ID",
                     *               "required": true,
                     *               "secure": false,
                     *               "valueType": "plain_text"
                     *             }
                     *           ],
                     *           "credentialCount": 3,
                     *           "createdAt": "2026-01-01T00:00:00.000Z",
                     *           "updatedAt": "2026-02-14T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential Types Fetched Successfully!";
                        data: components["schemas"]["CredentialType"][];
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
    optimaCredentialTypesCreate: {
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
                 *       "name": "GitHub",
                 *       "permissionScope": "github.credentials",
                 *       "icon": "https://github.com/favicon.ico",
                 *       "fields": [
                 *         {
                 *           "id": "username",
                 *           "name": "Username",
                 *           "required": true,
                 *           "secure": false,
                 *           "valueType": "plain_text"
                 *         },
                 *         {
                 *           "id": "personalAccessToken",
                 *           "name": "Personal Access Token",
                 *           "required": true,
                 *           "secure": true,
                 *           "valueType": "password"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CredentialTypeCreate"];
            };
        };
        responses: {
            /** @description Credential Type Created Successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "Credential Type Created Successfully!",
                     *       "data": {
                     *         "id": "ck1...",
                     *         "name": "GitHub",
                     *         "permissionScope": "github.credentials",
                     *         "icon": "https://github.com/favicon.ico",
                     *         "fields": [
                     *           {
                     *             "id": "username",
                     *             "name": "Username",
                     *             "required": true,
                     *             "secure": false,
                     *             "valueType": "plain_text"
                     *           },
                     *           {
                     *             "id": "personalAccessToken",
                     *             "name": "Personal Access Token",
                     *             "required": true,
                     *             "secure": true,
                     *             "valueType": "password"
                     *           }
                     *         ],
                     *         "credentialCount": 0,
                     *         "createdAt": "2026-01-01T00:00:00.000Z",
                     *         "updatedAt": "2026-02-14T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "Credential Type Created Successfully!";
                        data: components["schemas"]["CredentialType"];
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
    optimaCredentialTypesFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential type's id or name, whatever the name's case.
                 * @example AWS
                 */
                identifier: components["parameters"]["CredentialTypeIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credential Type Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Type Fetched Successfully!",
                     *       "data": {
                     *         "id": "cky...",
                     *         "name": "AWS",
                     *         "permissionScope": "aws.credentials",
                     *         "icon": "https://aws.amazon.com/favicon.ico",
                     *         "fields": [
                     *           {
                     *             "id": "accessKeyId",
                     *             "name": "Access Key ID",
                     *             "required": true,
                     *             "secure": false,
                     *             "valueType": "plain_text"
                     *           }
                     *         ],
                     *         "credentialCount": 5,
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
                        message: "Credential Type Fetched Successfully!";
                        data: components["schemas"]["CredentialType"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialTypeNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialTypesDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential type's id or name, whatever the name's case.
                 * @example AWS
                 */
                identifier: components["parameters"]["CredentialTypeIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credential Type Deleted Successfully! */
            200: {
                headers: {
                    /** @description How many credentials went with it, sub-credentials among them. */
                    "x-deleted-credentials": number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Type Deleted Successfully!",
                     *       "data": null,
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential Type Deleted Successfully!";
                        data: components["schemas"]["Nothing"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialTypeNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialTypesUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why the value is read, kept in the audit log. Some types require it. */
                "x-reveal-reason"?: string;
            };
            path: {
                /**
                 * @description The credential type's id or name, whatever the name's case.
                 * @example AWS
                 */
                identifier: components["parameters"]["CredentialTypeIdentifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "GitHub Enterprise",
                 *       "icon": "https://github.enterprise.com/favicon.ico",
                 *       "fields": [
                 *         {
                 *           "id": "username",
                 *           "name": "Username",
                 *           "required": true,
                 *           "secure": false,
                 *           "valueType": "plain_text"
                 *         },
                 *         {
                 *           "id": "personalAccessToken",
                 *           "name": "Personal Access Token",
                 *           "required": true,
                 *           "secure": true,
                 *           "valueType": "password"
                 *         },
                 *         {
                 *           "id": "enterpriseUrl",
                 *           "name": "Enterprise URL",
                 *           "required": true,
                 *           "secure": false,
                 *           "valueType": "plain_text"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CredentialTypeUpdate"];
            };
        };
        responses: {
            /** @description Credential Type Updated Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Type Updated Successfully!",
                     *       "data": {
                     *         "id": "ck1...",
                     *         "name": "GitHub Enterprise",
                     *         "permissionScope": "github.credentials",
                     *         "icon": "https://github.enterprise.com/favicon.ico",
                     *         "fields": [
                     *           {
                     *             "id": "username",
                     *             "name": "Username",
                     *             "required": true,
                     *             "secure": false,
                     *             "valueType": "plain_text"
                     *           },
                     *           {
                     *             "id": "personalAccessToken",
                     *             "name": "Personal Access Token",
                     *             "required": true,
                     *             "secure": true,
                     *             "valueType": "password"
                     *           }
                     *         ],
                     *         "credentialCount": 5,
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
                        message: "Credential Type Updated Successfully!";
                        data: components["schemas"]["CredentialType"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialTypeNotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialsListByType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential type's id.
                 * @example cky0000000000000000000001
                 */
                id: components["parameters"]["CredentialTypeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credentials Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credentials Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx...",
                     *           "name": "Production AWS",
                     *           "notes": null,
                     *           "typeId": "cky...",
                     *           "companyId": "ckz...",
                     *           "subCredentialOfId": null,
                     *           "fields": [
                     *             {
                     *               "id": "accessKeyId",
                     *               "name": "Access Key ID",
                     *               "secure": false,
                     *               "required": true,
                     *               "valueType": "plain_text",
                     *               "value": "AKIAIOSFODNN7EXAMPLE"
                     *             },
                     *             {
                     *               "id": "secretAccessKey",
                     *               "name": "Secret Access Key",
                     *               "secure": true,
                     *               "required": true,
                     *               "valueType": "password",
                     *               "value": null
                     *             }
                     *           ],
                     *           "type": {
                     *             "id": "cky...",
                     *             "name": "AWS",
                     *             "fields": [
                     *               {
                     *                 "id": "accessKeyId",
                     *                 "name": "Access Key ID",
                     *                 "required": true,
                     *                 "secure": false,
                     *                 "valueType": "plain_text"
                     *               }
                     *             ],
                     *             "permissionScope": "aws.credentials"
                     *           },
                     *           "company": {
                     *             "id": "ckz...",
                     *             "name": "Acme Corp"
                     *           },
                     *           "createdAt": "2026-01-01T00:00:00.000Z",
                     *           "updatedAt": "2026-02-14T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credentials Fetched Successfully!";
                        data: components["schemas"]["Credential"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialTypeNotFound"];
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
    optimaCredentialTypePoliciesFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential type's id or name, whatever the name's case.
                 * @example AWS
                 */
                identifier: components["parameters"]["CredentialTypeIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credential Type Policy Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Type Policy Fetched Successfully!",
                     *       "data": {
                     *         "revealReasonRequired": true,
                     *         "rotateAfterDays": 90
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential Type Policy Fetched Successfully!";
                        data: components["schemas"]["CredentialTypePolicy"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialTypeNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCredentialTypePoliciesUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The credential type's id or name, whatever the name's case.
                 * @example AWS
                 */
                identifier: components["parameters"]["CredentialTypeIdentifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revealReasonRequired": true,
                 *       "rotateAfterDays": 90
                 *     }
                 */
                "application/json": components["schemas"]["CredentialTypePolicy"];
            };
        };
        responses: {
            /** @description Credential Type Policy Updated Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Credential Type Policy Updated Successfully!",
                     *       "data": {
                     *         "revealReasonRequired": true,
                     *         "rotateAfterDays": 90
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Credential Type Policy Updated Successfully!";
                        data: components["schemas"]["CredentialTypePolicy"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CredentialTypeNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
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
                 * @example ckx0000000000000000000004
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
                    /** @description `true` when ConnectWise could not be asked; absent otherwise. */
                    "x-data-stale"?: "true";
                    /** @description Beside `x-data-stale`, how many seconds old the answer is. */
                    age?: number;
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
            404: components["responses"]["CompanyNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaOpportunityTypesList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Opportunity Types Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Opportunity Types Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": 51,
                     *           "name": "00. FutureLead",
                     *           "wonFlag": false,
                     *           "lostFlag": false,
                     *           "closedFlag": false,
                     *           "inactiveFlag": false,
                     *           "defaultFlag": false,
                     *           "enteredBy": "crobinso",
                     *           "dateEntered": "2023-07-11T23:13:19Z",
                     *           "_info": {
                     *             "lastUpdated": "2024-04-28T15:03:57Z",
                     *             "updatedBy": "crobinso"
                     *           },
                     *           "connectWiseId": "070f72a3-70d0-ef11-b2e0-000c29c55070",
                     *           "optimaEquivalency": [
                     *             35,
                     *             36
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
                        message: "Opportunity Types Fetched Successfully!";
                        data: components["schemas"]["OpportunityType"][];
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
    optimaOpportunitiesList: {
        parameters: {
            query?: {
                /** @description 1-based; 1 when left out. */
                page?: number;
                /** @description Records per page; 30 when left out. */
                rpp?: number;
                /** @description Text that the opportunity's name contains, whatever its case and accents. An empty text finds everything. */
                search?: string;
                /** @description Closed ones as well; not unless told. */
                includeClosed?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Opportunities fetched successfully! */
            200: {
                headers: {
                    /** @description Age in seconds of the oldest opportunity shown; only when ConnectWise did not answer, so that what it would have added is missing. */
                    "x-data-stale"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Opportunities fetched successfully!",
                     *       "data": [
                     *         {
                     *           "id": "clx...",
                     *           "cwOpportunityId": 456,
                     *           "name": "Acme Corp Network Refresh",
                     *           "notes": "Full network redesign and hardware refresh",
                     *           "type": {
                     *             "id": 1,
                     *             "name": "New"
                     *           },
                     *           "stage": {
                     *             "id": 3,
                     *             "name": "Proposal"
                     *           },
                     *           "status": {
                     *             "id": 1,
                     *             "name": "Open"
                     *           },
                     *           "priority": {
                     *             "id": 2,
                     *             "name": "High"
                     *           },
                     *           "rating": {
                     *             "id": 1,
                     *             "name": "Hot"
                     *           },
                     *           "source": "Referral",
                     *           "campaign": null,
                     *           "primarySalesRep": {
                     *             "id": 10,
                     *             "identifier": "JDoe",
                     *             "name": "John Doe"
                     *           },
                     *           "secondarySalesRep": null,
                     *           "company": {
                     *             "id": "clx...",
                     *             "name": "Acme Corp",
                     *             "cw_Identifier": "AcmeCorp",
                     *             "cw_CompanyId": 100,
                     *             "cw_Data": {
                     *               "address": {
                     *                 "line1": "123 Main St",
                     *                 "line2": null,
                     *                 "city": "Murray",
                     *                 "state": "Kentucky",
                     *                 "zip": "42071",
                     *                 "country": "United States"
                     *               },
                     *               "allContacts": [
                     *                 {
                     *                   "firstName": "Jane",
                     *                   "lastName": "Smith",
                     *                   "cwId": 200,
                     *                   "inactive": false,
                     *                   "title": "IT Manager",
                     *                   "phone": "555-0100",
                     *                   "email": "jane.smith@acme.com"
                     *                 }
                     *               ]
                     *             }
                     *           },
                     *           "contact": {
                     *             "id": 200,
                     *             "name": "Jane Smith"
                     *           },
                     *           "site": {
                     *             "id": 50,
                     *             "name": "Main Office"
                     *           },
                     *           "customerPO": null,
                     *           "totalSalesTax": 0,
                     *           "location": {
                     *             "id": 1,
                     *             "name": "Murray"
                     *           },
                     *           "department": {
                     *             "id": 5,
                     *             "name": "Sales"
                     *           },
                     *           "expectedCloseDate": "2026-04-15T00:00:00.000Z",
                     *           "pipelineChangeDate": "2026-02-20T00:00:00.000Z",
                     *           "dateBecameLead": "2026-01-10T00:00:00.000Z",
                     *           "closedDate": null,
                     *           "closedFlag": false,
                     *           "closedBy": null,
                     *           "companyId": "clx...",
                     *           "cwLastUpdated": "2026-02-26T10:00:00.000Z",
                     *           "createdAt": "2026-02-01T00:00:00.000Z",
                     *           "updatedAt": "2026-02-26T10:00:00.000Z",
                     *           "customFields": [],
                     *           "activities": [
                     *             {
                     *               "cwActivityId": 789,
                     *               "name": "Follow-up Call",
                     *               "notes": "Discuss proposal details",
                     *               "type": {
                     *                 "id": 1,
                     *                 "name": "Call"
                     *               },
                     *               "status": {
                     *                 "id": 1,
                     *                 "name": "Open"
                     *               },
                     *               "company": {
                     *                 "id": 100,
                     *                 "identifier": "AcmeCorp",
                     *                 "name": "Acme Corp"
                     *               },
                     *               "contact": {
                     *                 "id": 200,
                     *                 "name": "Jane Smith"
                     *               },
                     *               "phoneNumber": "555-0100",
                     *               "email": "jane.smith@acme.com",
                     *               "opportunity": {
                     *                 "id": 456,
                     *                 "name": "Acme Corp Network Refresh"
                     *               },
                     *               "ticket": null,
                     *               "agreement": null,
                     *               "campaign": null,
                     *               "assignTo": {
                     *                 "id": 10,
                     *                 "identifier": "JDoe",
                     *                 "name": "John Doe"
                     *               },
                     *               "scheduleStatus": null,
                     *               "reminder": null,
                     *               "where": null,
                     *               "dateStart": "2026-03-01T10:00:00.000Z",
                     *               "dateEnd": "2026-03-01T10:30:00.000Z",
                     *               "notifyFlag": false,
                     *               "currency": null,
                     *               "mobileGuid": null,
                     *               "customFields": [],
                     *               "cwLastUpdated": "2026-02-26T10:00:00.000Z",
                     *               "cwDateEntered": "2026-02-20T09:00:00.000Z",
                     *               "cwEnteredBy": "JDoe",
                     *               "cwUpdatedBy": "JDoe"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "successful": true,
                     *       "meta": {
                     *         "pagination": {
                     *           "previousPage": null,
                     *           "currentPage": 1,
                     *           "nextPage": 2,
                     *           "totalPages": 5,
                     *           "totalRecords": 150,
                     *           "listedRecords": 30
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Opportunities fetched successfully!";
                        data: components["schemas"]["Opportunity"][];
                        meta: {
                            pagination: components["schemas"]["Pagination"];
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
    optimaOpportunitiesCount: {
        parameters: {
            query?: {
                /** @description Only those that are not closed; all unless told. */
                openOnly?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Opportunity count fetched successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Opportunity count fetched successfully!",
                     *       "data": {
                     *         "count": 150
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Opportunity count fetched successfully!";
                        data: components["schemas"]["OpportunityCount"];
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
    optimaOpportunitiesFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The opportunity's id, or its id in ConnectWise.
                 * @example ckx0000000000000000000006
                 */
                identifier: components["parameters"]["OpportunityIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Opportunity fetched successfully! */
            200: {
                headers: {
                    /** @description Age in seconds of the oldest opportunity shown; only when ConnectWise did not answer, so that what it would have added is missing. */
                    "x-data-stale"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Opportunity fetched successfully!",
                     *       "data": {
                     *         "id": "clx...",
                     *         "cwOpportunityId": 456,
                     *         "name": "Acme Corp Network Refresh",
                     *         "notes": "Full network redesign and hardware refresh",
                     *         "type": {
                     *           "id": 1,
                     *           "name": "New"
                     *         },
                     *         "stage": {
                     *           "id": 3,
                     *           "name": "Proposal"
                     *         },
                     *         "status": {
                     *           "id": 1,
                     *           "name": "Open"
                     *         },
                     *         "priority": {
                     *           "id": 2,
                     *           "name": "High"
                     *         },
                     *         "rating": {
                     *           "id": 1,
                     *           "name": "Hot"
                     *         },
                     *         "source": "Referral",
                     *         "campaign": null,
                     *         "primarySalesRep": {
                     *           "id": 10,
                     *           "identifier": "JDoe",
                     *           "name": "John Doe"
                     *         },
                     *         "secondarySalesRep": null,
                     *         "company": {
                     *           "id": "clx...",
                     *           "name": "Acme Corp",
                     *           "cw_Identifier": "AcmeCorp",
                     *           "cw_CompanyId": 100,
                     *           "cw_Data": {
                     *             "address": {
                     *               "line1": "123 Main St",
                     *               "line2": null,
                     *               "city": "Murray",
                     *               "state": "Kentucky",
                     *               "zip": "42071",
                     *               "country": "United States"
                     *             },
                     *             "allContacts": [
                     *               {
                     *                 "firstName": "Jane",
                     *                 "lastName": "Smith",
                     *                 "cwId": 200,
                     *                 "inactive": false,
                     *                 "title": "IT Manager",
                     *                 "phone": "555-0100",
                     *                 "email": "jane.smith@acme.com"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         "contact": {
                     *           "id": 200,
                     *           "name": "Jane Smith"
                     *         },
                     *         "site": {
                     *           "id": 50,
                     *           "name": "Main Office",
                     *           "address": {
                     *             "line1": "123 Main St",
                     *             "line2": null,
                     *             "city": "Murray",
                     *             "state": "Kentucky",
                     *             "zip": "42071",
                     *             "country": "United States"
                     *           },
                     *           "phoneNumber": "555-0100",
                     *           "faxNumber": null,
                     *           "primaryAddressFlag": true,
                     *           "defaultShippingFlag": true,
                     *           "defaultBillingFlag": true,
                     *           "defaultMailingFlag": true
                     *         },
                     *         "customerPO": null,
                     *         "totalSalesTax": 0,
                     *         "location": {
                     *           "id": 1,
                     *           "name": "Murray"
                     *         },
                     *         "department": {
                     *           "id": 5,
                     *           "name": "Sales"
                     *         },
                     *         "expectedCloseDate": "2026-04-15T00:00:00.000Z",
                     *         "pipelineChangeDate": "2026-02-20T00:00:00.000Z",
                     *         "dateBecameLead": "2026-01-10T00:00:00.000Z",
                     *         "closedDate": null,
                     *         "closedFlag": false,
                     *         "closedBy": null,
                     *         "companyId": "clx...",
                     *         "cwLastUpdated": "2026-02-26T10:00:00.000Z",
                     *         "createdAt": "2026-02-01T00:00:00.000Z",
                     *         "updatedAt": "2026-02-26T10:00:00.000Z",
                     *         "customFields": [],
                     *         "activities": [
                     *           {
                     *             "cwActivityId": 789,
                     *             "name": "Follow-up Call",
                     *             "notes": "Discuss proposal details",
                     *             "type": {
                     *               "id": 1,
                     *               "name": "Call"
                     *             },
                     *             "status": {
                     *               "id": 1,
                     *               "name": "Open"
                     *             },
                     *             "company": {
                     *               "id": 100,
                     *               "identifier": "AcmeCorp",
                     *               "name": "Acme Corp"
                     *             },
                     *             "contact": {
                     *               "id": 200,
                     *               "name": "Jane Smith"
                     *             },
                     *             "phoneNumber": "555-0100",
                     *             "email": "jane.smith@acme.com",
                     *             "opportunity": {
                     *               "id": 456,
                     *               "name": "Acme Corp Network Refresh"
                     *             },
                     *             "ticket": null,
                     *             "agreement": null,
                     *             "campaign": null,
                     *             "assignTo": {
                     *               "id": 10,
                     *               "identifier": "JDoe",
                     *               "name": "John Doe"
                     *             },
                     *             "scheduleStatus": null,
                     *             "reminder": null,
                     *             "where": null,
                     *             "dateStart": "2026-03-01T10:00:00.000Z",
                     *             "dateEnd": "2026-03-01T10:30:00.000Z",
                     *             "notifyFlag": false,
                     *             "currency": null,
                     *             "mobileGuid": null,
                     *             "customFields": [],
                     *             "cwLastUpdated": "2026-02-26T10:00:00.000Z",
                     *             "cwDateEntered": "2026-02-20T09:00:00.000Z",
                     *             "cwEnteredBy": "JDoe",
                     *             "cwUpdatedBy": "JDoe"
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
                        message: "Opportunity fetched successfully!";
                        data: components["schemas"]["Opportunity"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OpportunityNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    optimaOpportunitiesRefresh: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The opportunity's id, or its id in ConnectWise.
                 * @example ckx0000000000000000000006
                 */
                identifier: components["parameters"]["OpportunityIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Opportunity refreshed from ConnectWise successfully! */
            200: {
                headers: {
                    /** @description Age in seconds of the oldest opportunity shown; only when ConnectWise did not answer, so that what it would have added is missing. */
                    "x-data-stale"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Opportunity refreshed from ConnectWise successfully!",
                     *       "data": {
                     *         "id": "clx...",
                     *         "cwOpportunityId": 456,
                     *         "name": "Acme Corp Network Refresh",
                     *         "notes": "Updated notes from CW",
                     *         "type": {
                     *           "id": 1,
                     *           "name": "New"
                     *         },
                     *         "stage": {
                     *           "id": 4,
                     *           "name": "Negotiation"
                     *         },
                     *         "status": {
                     *           "id": 1,
                     *           "name": "Open"
                     *         },
                     *         "priority": {
                     *           "id": 2,
                     *           "name": "High"
                     *         },
                     *         "rating": {
                     *           "id": 1,
                     *           "name": "Hot"
                     *         },
                     *         "source": "Referral",
                     *         "campaign": null,
                     *         "primarySalesRep": {
                     *           "id": 10,
                     *           "identifier": "JDoe",
                     *           "name": "John Doe"
                     *         },
                     *         "secondarySalesRep": null,
                     *         "company": {
                     *           "id": "clx...",
                     *           "name": "Acme Corp",
                     *           "cw_Identifier": "AcmeCorp",
                     *           "cw_CompanyId": 100,
                     *           "cw_Data": {
                     *             "address": {
                     *               "line1": "123 Main St",
                     *               "line2": null,
                     *               "city": "Murray",
                     *               "state": "Kentucky",
                     *               "zip": "42071",
                     *               "country": "United States"
                     *             },
                     *             "allContacts": [
                     *               {
                     *                 "firstName": "Jane",
                     *                 "lastName": "Smith",
                     *                 "cwId": 200,
                     *                 "inactive": false,
                     *                 "title": "IT Manager",
                     *                 "phone": "555-0100",
                     *                 "email": "jane.smith@acme.com"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         "contact": {
                     *           "id": 200,
                     *           "name": "Jane Smith"
                     *         },
                     *         "site": {
                     *           "id": 50,
                     *           "name": "Main Office"
                     *         },
                     *         "customerPO": null,
                     *         "totalSalesTax": 0,
                     *         "location": {
                     *           "id": 1,
                     *           "name": "Murray"
                     *         },
                     *         "department": {
                     *           "id": 5,
                     *           "name": "Sales"
                     *         },
                     *         "expectedCloseDate": "2026-04-15T00:00:00.000Z",
                     *         "pipelineChangeDate": "2026-02-25T00:00:00.000Z",
                     *         "dateBecameLead": "2026-01-10T00:00:00.000Z",
                     *         "closedDate": null,
                     *         "closedFlag": false,
                     *         "closedBy": null,
                     *         "companyId": "clx...",
                     *         "cwLastUpdated": "2026-02-26T14:00:00.000Z",
                     *         "createdAt": "2026-02-01T00:00:00.000Z",
                     *         "updatedAt": "2026-02-26T14:00:00.000Z",
                     *         "customFields": [],
                     *         "activities": [
                     *           {
                     *             "cwActivityId": 789,
                     *             "name": "Follow-up Call",
                     *             "notes": "Discuss proposal details",
                     *             "type": {
                     *               "id": 1,
                     *               "name": "Call"
                     *             },
                     *             "status": {
                     *               "id": 1,
                     *               "name": "Open"
                     *             },
                     *             "company": {
                     *               "id": 100,
                     *               "identifier": "AcmeCorp",
                     *               "name": "Acme Corp"
                     *             },
                     *             "contact": {
                     *               "id": 200,
                     *               "name": "Jane Smith"
                     *             },
                     *             "phoneNumber": "555-0100",
                     *             "email": "jane.smith@acme.com",
                     *             "opportunity": {
                     *               "id": 456,
                     *               "name": "Acme Corp Network Refresh"
                     *             },
                     *             "ticket": null,
                     *             "agreement": null,
                     *             "campaign": null,
                     *             "assignTo": {
                     *               "id": 10,
                     *               "identifier": "JDoe",
                     *               "name": "John Doe"
                     *             },
                     *             "scheduleStatus": null,
                     *             "reminder": null,
                     *             "where": null,
                     *             "dateStart": "2026-03-01T10:00:00.000Z",
                     *             "dateEnd": "2026-03-01T10:30:00.000Z",
                     *             "notifyFlag": false,
                     *             "currency": null,
                     *             "mobileGuid": null,
                     *             "customFields": [],
                     *             "cwLastUpdated": "2026-02-26T10:00:00.000Z",
                     *             "cwDateEntered": "2026-02-20T09:00:00.000Z",
                     *             "cwEnteredBy": "JDoe",
                     *             "cwUpdatedBy": "JDoe"
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
                        message: "Opportunity refreshed from ConnectWise successfully!";
                        data: components["schemas"]["Opportunity"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OpportunityNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    optimaOpportunityProductsList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The opportunity's id, or its id in ConnectWise.
                 * @example ckx0000000000000000000006
                 */
                identifier: components["parameters"]["OpportunityIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Opportunity products fetched successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Opportunity products fetched successfully!",
                     *       "data": [
                     *         {
                     *           "id": 31846,
                     *           "forecastDescription": "Service",
                     *           "opportunity": {
                     *             "id": 5150,
                     *             "name": "Example Opportunity"
                     *           },
                     *           "quantity": 1,
                     *           "status": {
                     *             "id": 24,
                     *             "name": "01. New"
                     *           },
                     *           "cancelled": false,
                     *           "cancellationType": null,
                     *           "quantityCancelled": 0,
                     *           "cancelledReason": null,
                     *           "cancelledDate": null,
                     *           "catalogItem": {
                     *             "id": 3756,
                     *             "identifier": "Labor & Installation - Field"
                     *           },
                     *           "productDescription": "Labor & Installation - Field",
                     *           "productClass": "Service",
                     *           "forecastType": "Service",
                     *           "revenue": 650000,
                     *           "cost": 0,
                     *           "margin": 650000,
                     *           "profit": 650000,
                     *           "percentage": 100,
                     *           "includeFlag": true,
                     *           "linkFlag": true,
                     *           "recurringFlag": false,
                     *           "taxableFlag": true,
                     *           "recurringRevenue": 0,
                     *           "recurringCost": 0,
                     *           "cycles": 0,
                     *           "sequenceNumber": 1,
                     *           "subNumber": 0,
                     *           "cwLastUpdated": "2026-02-28T20:57:52.000Z",
                     *           "cwUpdatedBy": "jroberts",
                     *           "onHand": 12,
                     *           "inStock": true
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Opportunity products fetched successfully!";
                        data: components["schemas"]["OpportunityProduct"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OpportunityNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    optimaOpportunityProductsResequence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The opportunity's id, or its id in ConnectWise.
                 * @example ckx0000000000000000000006
                 */
                identifier: components["parameters"]["OpportunityIdentifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orderedIds": [
                 *         31846,
                 *         31847,
                 *         31848
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ProductSequence"];
            };
        };
        responses: {
            /** @description Product sequence updated successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Product sequence updated successfully!",
                     *       "data": {
                     *         "products": [
                     *           {
                     *             "id": 31850,
                     *             "forecastDescription": "Service",
                     *             "opportunity": {
                     *               "id": 5150,
                     *               "name": "Example Opportunity"
                     *             },
                     *             "quantity": 1,
                     *             "status": {
                     *               "id": 24,
                     *               "name": "01. New"
                     *             },
                     *             "cancelled": false,
                     *             "cancellationType": null,
                     *             "quantityCancelled": 0,
                     *             "cancelledReason": null,
                     *             "cancelledDate": null,
                     *             "catalogItem": {
                     *               "id": 3756,
                     *               "identifier": "Labor & Installation - Field"
                     *             },
                     *             "productDescription": "Labor & Installation - Field",
                     *             "productClass": "Service",
                     *             "forecastType": "Service",
                     *             "revenue": 650000,
                     *             "cost": 0,
                     *             "margin": 650000,
                     *             "profit": 650000,
                     *             "percentage": 100,
                     *             "includeFlag": true,
                     *             "linkFlag": true,
                     *             "recurringFlag": false,
                     *             "taxableFlag": true,
                     *             "recurringRevenue": 0,
                     *             "recurringCost": 0,
                     *             "cycles": 0,
                     *             "sequenceNumber": 1,
                     *             "subNumber": 0,
                     *             "cwLastUpdated": "2026-02-28T20:57:52.000Z",
                     *             "cwUpdatedBy": "jroberts",
                     *             "onHand": 12,
                     *             "inStock": true
                     *           }
                     *         ],
                     *         "idMap": {
                     *           "31846": 31850,
                     *           "31847": 31851,
                     *           "31848": 31852
                     *         }
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Product sequence updated successfully!";
                        data: components["schemas"]["ResequencedProducts"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OpportunityNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    optimaOpportunityNotesList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The opportunity's id, or its id in ConnectWise.
                 * @example ckx0000000000000000000006
                 */
                identifier: components["parameters"]["OpportunityIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Opportunity notes fetched successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Opportunity notes fetched successfully!",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "text": "Client expressed interest in a full network refresh.",
                     *           "type": {
                     *             "id": 2,
                     *             "name": "Discussion"
                     *           },
                     *           "flagged": false,
                     *           "enteredBy": {
                     *             "id": "clx1abc123",
                     *             "identifier": "jdoe",
                     *             "name": "John Doe",
                     *             "cwMemberId": 10
                     *           }
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Opportunity notes fetched successfully!";
                        data: components["schemas"]["OpportunityNote"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OpportunityNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    optimaOpportunityNotesCreate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The opportunity's id, or its id in ConnectWise.
                 * @example ckx0000000000000000000006
                 */
                identifier: components["parameters"]["OpportunityIdentifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Follow up with client about pricing.",
                 *       "flagged": false
                 *     }
                 */
                "application/json": components["schemas"]["OpportunityNoteCreate"];
            };
        };
        responses: {
            /** @description Opportunity note created successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "Opportunity note created successfully!",
                     *       "data": {
                     *         "id": 42,
                     *         "text": "Follow up with client about pricing.",
                     *         "type": null,
                     *         "flagged": false,
                     *         "enteredBy": {
                     *           "id": "clx2def456",
                     *           "identifier": "jroberts",
                     *           "name": "John Roberts",
                     *           "cwMemberId": 15
                     *         }
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "Opportunity note created successfully!";
                        data: components["schemas"]["OpportunityNote"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OpportunityNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    optimaOpportunityNotesFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The opportunity's id, or its id in ConnectWise.
                 * @example ckx0000000000000000000006
                 */
                identifier: components["parameters"]["OpportunityIdentifier"];
                /**
                 * @description The note's id in ConnectWise.
                 * @example 42
                 */
                noteId: components["parameters"]["OpportunityNoteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Opportunity note fetched successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Opportunity note fetched successfully!",
                     *       "data": {
                     *         "id": 1,
                     *         "text": "Client expressed interest in a full network refresh.",
                     *         "type": {
                     *           "id": 2,
                     *           "name": "Discussion"
                     *         },
                     *         "flagged": false,
                     *         "enteredBy": {
                     *           "id": "clx1abc123",
                     *           "identifier": "jdoe",
                     *           "name": "John Doe",
                     *           "cwMemberId": 10
                     *         }
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Opportunity note fetched successfully!";
                        data: components["schemas"]["OpportunityNote"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OpportunityNoteNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    optimaOpportunityNotesDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The opportunity's id, or its id in ConnectWise.
                 * @example ckx0000000000000000000006
                 */
                identifier: components["parameters"]["OpportunityIdentifier"];
                /**
                 * @description The note's id in ConnectWise.
                 * @example 42
                 */
                noteId: components["parameters"]["OpportunityNoteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Opportunity note deleted successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Opportunity note deleted successfully!",
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Opportunity note deleted successfully!";
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OpportunityNoteNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    optimaOpportunityNotesUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The opportunity's id, or its id in ConnectWise.
                 * @example ckx0000000000000000000006
                 */
                identifier: components["parameters"]["OpportunityIdentifier"];
                /**
                 * @description The note's id in ConnectWise.
                 * @example 42
                 */
                noteId: components["parameters"]["OpportunityNoteId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Updated note text.",
                 *       "flagged": true
                 *     }
                 */
                "application/json": components["schemas"]["OpportunityNoteUpdate"];
            };
        };
        responses: {
            /** @description Opportunity note updated successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Opportunity note updated successfully!",
                     *       "data": {
                     *         "id": 42,
                     *         "text": "Updated note text.",
                     *         "type": null,
                     *         "flagged": true,
                     *         "enteredBy": {
                     *           "id": "clx2def456",
                     *           "identifier": "jroberts",
                     *           "name": "John Roberts",
                     *           "cwMemberId": 15
                     *         }
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Opportunity note updated successfully!";
                        data: components["schemas"]["OpportunityNote"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OpportunityNoteNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    optimaOpportunityContactsList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The opportunity's id, or its id in ConnectWise.
                 * @example ckx0000000000000000000006
                 */
                identifier: components["parameters"]["OpportunityIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Opportunity contacts fetched successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Opportunity contacts fetched successfully!",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "contact": {
                     *             "id": 200,
                     *             "name": "Jane Smith"
                     *           },
                     *           "company": {
                     *             "id": 100,
                     *             "identifier": "AcmeCorp",
                     *             "name": "Acme Corp"
                     *           },
                     *           "role": {
                     *             "id": 1,
                     *             "name": "Decision Maker"
                     *           },
                     *           "notes": "Primary point of contact for this deal",
                     *           "referralFlag": false
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Opportunity contacts fetched successfully!";
                        data: components["schemas"]["OpportunityContact"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OpportunityNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
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
    optimaCatalogList: {
        parameters: {
            query?: {
                /** @description 1-based; 1 when left out. */
                page?: number;
                /** @description Records per page; 30 when left out. */
                rpp?: number;
                /** @description Text that the name, the description, the part number, the SKU of the vendor or the manufacturer contains, whatever its case and accents. An empty text finds everything. */
                search?: string;
                /** @description Also items that are inactive or that ConnectWise has no more; false when left out. */
                includeInactive?: boolean;
                /**
                 * @description The exact name of a ConnectWise category.
                 * @example Technology
                 */
                category?: string;
                /**
                 * @description The exact name of a ConnectWise subcategory.
                 * @example Network-Switch
                 */
                subcategory?: string;
                /**
                 * @description The name of a group of subcategories: what stands before the first hyphen of their names.
                 * @example Network
                 */
                group?: string;
                /**
                 * @description Part of the name of the manufacturer, whatever its case and accents.
                 * @example ubiquiti
                 */
                manufacturer?: string;
                /**
                 * @description The exact name of an ecosystem, see `/v1/procurement/categories`. An unknown one has no items.
                 * @example Networking
                 */
                ecosystem?: string;
                /** @description `true` lists only items of which some are on hand. */
                inStock?: boolean;
                /** @description The lowest price, itself included. */
                minPrice?: number;
                /** @description The highest price, itself included. */
                maxPrice?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Catalog items fetched successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Catalog items fetched successfully!",
                     *       "data": [
                     *         {
                     *           "id": "clx...",
                     *           "cwCatalogId": 123,
                     *           "identifier": "OPT7020-SFF",
                     *           "name": "Dell OptiPlex 7020 SFF Desktop",
                     *           "description": "Dell OptiPlex 7020 SFF Desktop",
                     *           "customerDescription": "Business Desktop Computer",
                     *           "internalNotes": null,
                     *           "category": "Technology",
                     *           "categoryCwId": 18,
                     *           "subcategory": "Computer-Desktop",
                     *           "subcategoryCwId": 106,
                     *           "manufacturer": "Dell",
                     *           "manufactureCwId": 45,
                     *           "partNumber": "OPT7020-SFF",
                     *           "vendorName": "Dell Direct",
                     *           "vendorSku": "DELL-OPT7020",
                     *           "vendorCwId": 12,
                     *           "price": 899.99,
                     *           "cost": 650,
                     *           "inactive": false,
                     *           "salesTaxable": true,
                     *           "onHand": 5,
                     *           "cwLastUpdated": "2026-02-25T10:00:00.000Z",
                     *           "createdAt": "2026-01-15T00:00:00.000Z",
                     *           "updatedAt": "2026-02-25T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "pagination": {
                     *           "previousPage": null,
                     *           "currentPage": 1,
                     *           "nextPage": 2,
                     *           "totalPages": 10,
                     *           "totalRecords": 300,
                     *           "listedRecords": 30
                     *         }
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Catalog items fetched successfully!";
                        data: components["schemas"]["CatalogItem"][];
                        meta: {
                            pagination: components["schemas"]["Pagination"];
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
    optimaCatalogFetch: {
        parameters: {
            query?: {
                /** @description `true` adds `linkedItems`. */
                includeLinkedItems?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The item's id, or its id in ConnectWise.
                 * @example ckx0000000000000000000006
                 */
                identifier: components["parameters"]["CatalogItemIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Catalog item fetched successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Catalog item fetched successfully!",
                     *       "data": {
                     *         "id": "clx...",
                     *         "cwCatalogId": 123,
                     *         "identifier": "OPT7020-SFF",
                     *         "name": "Dell OptiPlex 7020 SFF Desktop",
                     *         "description": "Dell OptiPlex 7020 SFF Desktop",
                     *         "customerDescription": "Business Desktop Computer",
                     *         "internalNotes": null,
                     *         "category": "Technology",
                     *         "categoryCwId": 18,
                     *         "subcategory": "Computer-Desktop",
                     *         "subcategoryCwId": 106,
                     *         "manufacturer": "Dell",
                     *         "manufactureCwId": 45,
                     *         "partNumber": "OPT7020-SFF",
                     *         "vendorName": "Dell Direct",
                     *         "vendorSku": "DELL-OPT7020",
                     *         "vendorCwId": 12,
                     *         "price": 899.99,
                     *         "cost": 650,
                     *         "inactive": false,
                     *         "salesTaxable": true,
                     *         "onHand": 5,
                     *         "cwLastUpdated": "2026-02-25T10:00:00.000Z",
                     *         "createdAt": "2026-01-15T00:00:00.000Z",
                     *         "updatedAt": "2026-02-25T10:00:00.000Z",
                     *         "linkedItems": [
                     *           {
                     *             "id": "clx...",
                     *             "cwCatalogId": 456,
                     *             "identifier": "DELL-WAR-3YR",
                     *             "name": "Dell Warranty - 3 Year"
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
                        message: "Catalog item fetched successfully!";
                        data: components["schemas"]["CatalogItemDetail"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CatalogItemNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCatalogRefreshInventory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The item's id, or its id in ConnectWise.
                 * @example ckx0000000000000000000006
                 */
                identifier: components["parameters"]["CatalogItemIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Inventory refreshed successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Inventory refreshed successfully!",
                     *       "data": {
                     *         "id": "clx...",
                     *         "cwCatalogId": 123,
                     *         "identifier": "OPT7020-SFF",
                     *         "name": "Dell OptiPlex 7020 SFF Desktop",
                     *         "description": "Dell OptiPlex 7020 SFF Desktop",
                     *         "customerDescription": "Business Desktop Computer",
                     *         "internalNotes": null,
                     *         "category": "Technology",
                     *         "categoryCwId": 18,
                     *         "subcategory": "Computer-Desktop",
                     *         "subcategoryCwId": 106,
                     *         "manufacturer": "Dell",
                     *         "manufactureCwId": 45,
                     *         "partNumber": "OPT7020-SFF",
                     *         "vendorName": "Dell Direct",
                     *         "vendorSku": "DELL-OPT7020",
                     *         "vendorCwId": 12,
                     *         "price": 899.99,
                     *         "cost": 650,
                     *         "inactive": false,
                     *         "salesTaxable": true,
                     *         "onHand": 7,
                     *         "cwLastUpdated": "2026-02-25T10:00:00.000Z",
                     *         "createdAt": "2026-01-15T00:00:00.000Z",
                     *         "updatedAt": "2026-02-25T10:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Inventory refreshed successfully!";
                        data: components["schemas"]["CatalogItem"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CatalogItemNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaCatalogListLinked: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The item's id, its id in ConnectWise or its identifier there. A number is first taken for the id.
                 * @example OPT7020-SFF
                 */
                identifier: components["parameters"]["AnyCatalogItemIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Linked catalog items fetched successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Linked catalog items fetched successfully!",
                     *       "data": [
                     *         {
                     *           "id": "clx...",
                     *           "cwCatalogId": 456,
                     *           "identifier": "DELL-WAR-3YR",
                     *           "name": "Dell Warranty - 3 Year",
                     *           "description": "Dell 3 Year ProSupport Warranty",
                     *           "customerDescription": "Business Desktop Computer",
                     *           "internalNotes": null,
                     *           "category": "Technology",
                     *           "categoryCwId": 18,
                     *           "subcategory": "Computer-Desktop",
                     *           "subcategoryCwId": 106,
                     *           "manufacturer": "Dell",
                     *           "manufactureCwId": 45,
                     *           "partNumber": "OPT7020-SFF",
                     *           "vendorName": "Dell Direct",
                     *           "vendorSku": "DELL-OPT7020",
                     *           "vendorCwId": 12,
                     *           "price": 199.99,
                     *           "cost": 120,
                     *           "inactive": false,
                     *           "salesTaxable": true,
                     *           "onHand": 0,
                     *           "cwLastUpdated": "2026-02-25T10:00:00.000Z",
                     *           "createdAt": "2026-01-15T00:00:00.000Z",
                     *           "updatedAt": "2026-02-25T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Linked catalog items fetched successfully!";
                        data: components["schemas"]["CatalogItem"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CatalogItemNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCatalogLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The item's id, its id in ConnectWise or its identifier there. A number is first taken for the id.
                 * @example OPT7020-SFF
                 */
                identifier: components["parameters"]["AnyCatalogItemIdentifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "targetId": "clx..."
                 *     }
                 */
                "application/json": components["schemas"]["CatalogLink"];
            };
        };
        responses: {
            /** @description Catalog item linked successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Catalog item linked successfully!",
                     *       "data": {
                     *         "id": "clx...",
                     *         "cwCatalogId": 123,
                     *         "identifier": "OPT7020-SFF",
                     *         "name": "Dell OptiPlex 7020 SFF Desktop",
                     *         "description": "Dell OptiPlex 7020 SFF Desktop",
                     *         "customerDescription": "Business Desktop Computer",
                     *         "internalNotes": null,
                     *         "category": "Technology",
                     *         "categoryCwId": 18,
                     *         "subcategory": "Computer-Desktop",
                     *         "subcategoryCwId": 106,
                     *         "manufacturer": "Dell",
                     *         "manufactureCwId": 45,
                     *         "partNumber": "OPT7020-SFF",
                     *         "vendorName": "Dell Direct",
                     *         "vendorSku": "DELL-OPT7020",
                     *         "vendorCwId": 12,
                     *         "price": 899.99,
                     *         "cost": 650,
                     *         "inactive": false,
                     *         "salesTaxable": true,
                     *         "onHand": 5,
                     *         "cwLastUpdated": "2026-02-25T10:00:00.000Z",
                     *         "createdAt": "2026-01-15T00:00:00.000Z",
                     *         "updatedAt": "2026-02-25T10:00:00.000Z",
                     *         "linkedItems": [
                     *           {
                     *             "id": "clx...",
                     *             "cwCatalogId": 456,
                     *             "identifier": "DELL-WAR-3YR",
                     *             "name": "Dell Warranty - 3 Year"
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
                        message: "Catalog item linked successfully!";
                        data: components["schemas"]["CatalogItemWithLinks"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CatalogItemNotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCatalogUnlink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The item's id, its id in ConnectWise or its identifier there. A number is first taken for the id.
                 * @example OPT7020-SFF
                 */
                identifier: components["parameters"]["AnyCatalogItemIdentifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "targetId": "clx..."
                 *     }
                 */
                "application/json": components["schemas"]["CatalogLink"];
            };
        };
        responses: {
            /** @description Catalog item unlinked successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Catalog item unlinked successfully!",
                     *       "data": {
                     *         "id": "clx...",
                     *         "cwCatalogId": 123,
                     *         "identifier": "OPT7020-SFF",
                     *         "name": "Dell OptiPlex 7020 SFF Desktop",
                     *         "description": "Dell OptiPlex 7020 SFF Desktop",
                     *         "customerDescription": "Business Desktop Computer",
                     *         "internalNotes": null,
                     *         "category": "Technology",
                     *         "categoryCwId": 18,
                     *         "subcategory": "Computer-Desktop",
                     *         "subcategoryCwId": 106,
                     *         "manufacturer": "Dell",
                     *         "manufactureCwId": 45,
                     *         "partNumber": "OPT7020-SFF",
                     *         "vendorName": "Dell Direct",
                     *         "vendorSku": "DELL-OPT7020",
                     *         "vendorCwId": 12,
                     *         "price": 899.99,
                     *         "cost": 650,
                     *         "inactive": false,
                     *         "salesTaxable": true,
                     *         "onHand": 5,
                     *         "cwLastUpdated": "2026-02-25T10:00:00.000Z",
                     *         "createdAt": "2026-01-15T00:00:00.000Z",
                     *         "updatedAt": "2026-02-25T10:00:00.000Z",
                     *         "linkedItems": []
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Catalog item unlinked successfully!";
                        data: components["schemas"]["CatalogItemWithLinks"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CatalogItemNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCatalogCount: {
        parameters: {
            query?: {
                /** @description `true` counts only items that are not inactive. */
                activeOnly?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Catalog item count fetched successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Catalog item count fetched successfully!",
                     *       "data": {
                     *         "count": 300
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Catalog item count fetched successfully!";
                        data: components["schemas"]["CatalogCount"];
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
    optimaCatalogCategories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Category and ecosystem data fetched successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Category and ecosystem data fetched successfully!",
                     *       "data": {
                     *         "categories": [
                     *           {
                     *             "name": "Technology",
                     *             "cwId": 18,
                     *             "entries": [
                     *               {
                     *                 "type": "subcategory",
                     *                 "name": "GeneralEquip",
                     *                 "cwId": 57
                     *               },
                     *               {
                     *                 "type": "group",
                     *                 "name": "Network",
                     *                 "subcategories": [
                     *                   {
                     *                     "name": "Network-Other",
                     *                     "cwId": 174
                     *                   },
                     *                   {
                     *                     "name": "Network-Router",
                     *                     "cwId": 119
                     *                   },
                     *                   {
                     *                     "name": "Network-Switch",
                     *                     "cwId": 112
                     *                   },
                     *                   {
                     *                     "name": "Network-Wireless",
                     *                     "cwId": 111
                     *                   }
                     *                 ]
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "ecosystems": [
                     *           {
                     *             "name": "Networking",
                     *             "manufacturers": [
                     *               {
                     *                 "name": "Ubiquiti",
                     *                 "cwId": 248,
                     *                 "category": "Technology",
                     *                 "subcategoryPrefix": "Network-"
                     *               },
                     *               {
                     *                 "name": "TP-Link",
                     *                 "cwId": 259,
                     *                 "category": "Technology",
                     *                 "subcategoryPrefix": "Network-"
                     *               }
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
                        message: "Category and ecosystem data fetched successfully!";
                        data: components["schemas"]["CatalogTaxonomy"];
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
    optimaCatalogFilters: {
        parameters: {
            query?: {
                /**
                 * @description Narrows subcategories and manufacturers to items of this category.
                 * @example Technology
                 */
                category?: string;
                /**
                 * @description Narrows manufacturers to items of this subcategory.
                 * @example Network-Switch
                 */
                subcategory?: string;
                /** @description Also items that are inactive or that ConnectWise has no more; false when left out. */
                includeInactive?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Available filter values fetched successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Available filter values fetched successfully!",
                     *       "data": {
                     *         "categories": [
                     *           "Field",
                     *           "General",
                     *           "Technology"
                     *         ],
                     *         "subcategories": [
                     *           "Network-Other",
                     *           "Network-Router",
                     *           "Network-Switch",
                     *           "Network-Wireless"
                     *         ],
                     *         "manufacturers": [
                     *           "TP-Link",
                     *           "Ubiquiti"
                     *         ]
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Available filter values fetched successfully!";
                        data: components["schemas"]["CatalogFilters"];
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
    optimaSyncList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Syncs Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Syncs Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "resource": "catalog",
                     *           "title": "Catalogue items",
                     *           "intervalMinutes": 15,
                     *           "nextRunAt": "2026-02-26T12:15:00.000Z",
                     *           "lastCompletedAt": "2026-02-26T12:00:41.000Z",
                     *           "lastFullAt": "2026-02-26T03:00:40.000Z",
                     *           "pending": 0,
                     *           "lastRun": {
                     *             "jobId": "ckx0000000000000000000009",
                     *             "mode": "incremental",
                     *             "state": "succeeded",
                     *             "startedAt": "2026-02-26T12:00:00.000Z",
                     *             "finishedAt": "2026-02-26T12:00:41.000Z",
                     *             "counts": {
                     *               "read": 12,
                     *               "created": 1,
                     *               "updated": 10,
                     *               "unchanged": 0,
                     *               "removed": 0,
                     *               "refused": 1
                     *             },
                     *             "error": null,
                     *             "problems": [
                     *               {
                     *                 "cwId": 4711,
                     *                 "message": "price is not a number"
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Syncs Fetched Successfully!";
                        data: components["schemas"]["Sync"][];
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
    optimaSyncRun: {
        parameters: {
            query?: {
                /** @description `full` reads everything and finds out what is gone; `incremental`, when left out, what has changed since the last run, and everything where there was none. */
                mode?: "incremental" | "full";
            };
            header?: never;
            path: {
                /**
                 * @description One of those that `/v1/sync` lists.
                 * @example catalog
                 */
                resource: components["parameters"]["SyncResource"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sync Started Successfully! */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 202,
                     *       "message": "Sync Started Successfully!",
                     *       "data": {
                     *         "id": "ckx0000000000000000000009",
                     *         "kind": "sync.catalog",
                     *         "state": "queued",
                     *         "cancelRequested": false,
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
                     *         "finishedAt": null
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 202;
                        /** @enum {string} */
                        message: "Sync Started Successfully!";
                        data: components["schemas"]["Job"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SyncResourceNotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaConnectWiseCallbacksReceive: {
        parameters: {
            query: {
                /**
                 * @description The secret of the address.
                 * @example lU8pHMfC0dCdnFXvb6KQ4uQmYkqGbZq3hQhVb4l0m2Q
                 */
                token: string;
                /** @description ConnectWise puts the id of the record here. Not signed, so it is not used. */
                recordId?: string;
                /** @description ConnectWise puts `added`, `updated` or `deleted` here. Not signed, so it is not used. */
                action?: string;
            };
            header: {
                /** @description Base64 of the HMAC-SHA256 of the body, byte for byte; its key is the SHA-256 of the signing key. */
                "x-content-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "CompanyId": "acme",
                 *       "ID": 250,
                 *       "Metadata": {
                 *         "key_url": "https://api-na.myconnectwise.net/callbacks/keys/7f9c"
                 *       },
                 *       "Type": "company"
                 *     }
                 */
                "application/json": components["schemas"]["ConnectWiseCallback"];
            };
        };
        responses: {
            /** @description Callback Received Successfully! */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 202,
                     *       "message": "Callback Received Successfully!",
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 202;
                        /** @enum {string} */
                        message: "Callback Received Successfully!";
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["CallbackRefused"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["CallbackPostponed"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCompaniesListConfigurations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The company's id.
                 * @example ckx0000000000000000000004
                 */
                identifier: components["parameters"]["CompanyIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Company Configurations Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Company Configurations Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": 4711,
                     *           "name": "ACME-Server-1",
                     *           "type": {
                     *             "id": 2,
                     *             "name": "Server"
                     *           },
                     *           "serialNumber": "SN123456",
                     *           "activeFlag": true
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Company Configurations Fetched Successfully!";
                        data: {
                            [key: string]: unknown;
                        }[];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CompanyNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiSitesList: {
        parameters: {
            query?: {
                /** @description Only the sites of this controller, by the name that the configuration has for it. Nothing for a name that no site has. */
                controller?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Sites Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Sites Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx...",
                     *           "name": "Total Tech - Murray Office",
                     *           "siteId": "km9b1v8i",
                     *           "companyId": "ckx...",
                     *           "createdAt": "2025-01-01T00:00:00.000Z",
                     *           "updatedAt": "2025-01-01T00:00:00.000Z",
                     *           "company": {
                     *             "id": "ckx...",
                     *             "name": "Acme Corp"
                     *           }
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Sites Fetched Successfully!";
                        data: components["schemas"]["UnifiSiteWithCompany"][];
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
    optimaUnifiSitesSync: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Sites Synced Successfully! */
            200: {
                headers: {
                    /** @description The names of the controllers whose sites could not be read, with commas between them; absent when all could. */
                    "x-failed-controllers"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Sites Synced Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx...",
                     *           "name": "Total Tech - Murray Office",
                     *           "siteId": "km9b1v8i",
                     *           "companyId": null,
                     *           "createdAt": "2025-01-01T00:00:00.000Z",
                     *           "updatedAt": "2025-01-01T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Sites Synced Successfully!";
                        data: components["schemas"]["UnifiSite"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiSitesCreate: {
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
                 *       "description": "New Office Site"
                 *     }
                 */
                "application/json": components["schemas"]["UnifiSiteCreate"];
            };
        };
        responses: {
            /** @description UniFi Site Created Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Site Created Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "New Office Site",
                     *         "siteId": "abc123",
                     *         "companyId": null,
                     *         "createdAt": "2025-01-01T00:00:00.000Z",
                     *         "updatedAt": "2025-01-01T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Site Created Successfully!";
                        data: components["schemas"]["UnifiSite"];
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
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiSitesListControllers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Controllers Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Controllers Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "name": "default",
                     *           "configured": true,
                     *           "down": false,
                     *           "sites": 120
                     *         },
                     *         {
                     *           "name": "north-office",
                     *           "configured": true,
                     *           "down": true,
                     *           "sites": 14
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Controllers Fetched Successfully!";
                        data: components["schemas"]["UnifiControllerInfo"][];
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
    optimaUnifiSitesFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Site Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Site Fetched Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "Total Tech - Murray Office",
                     *         "siteId": "km9b1v8i",
                     *         "companyId": "ckx...",
                     *         "createdAt": "2025-01-01T00:00:00.000Z",
                     *         "updatedAt": "2025-01-01T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Site Fetched Successfully!";
                        data: components["schemas"]["UnifiSite"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUnifiSitesLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "companyId": "ckx..."
                 *     }
                 */
                "application/json": components["schemas"]["UnifiSiteLink"];
            };
        };
        responses: {
            /** @description UniFi Site Linked to Company Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Site Linked to Company Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "Total Tech - Murray Office",
                     *         "siteId": "km9b1v8i",
                     *         "companyId": "ckx...",
                     *         "createdAt": "2025-01-01T00:00:00.000Z",
                     *         "updatedAt": "2025-01-01T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Site Linked to Company Successfully!";
                        data: components["schemas"]["UnifiSite"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUnifiSitesUnlink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Site Unlinked from Company Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Site Unlinked from Company Successfully!",
                     *       "data": {
                     *         "id": "ckx...",
                     *         "name": "Total Tech - Murray Office",
                     *         "siteId": "km9b1v8i",
                     *         "companyId": null,
                     *         "createdAt": "2025-01-01T00:00:00.000Z",
                     *         "updatedAt": "2025-01-01T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Site Unlinked from Company Successfully!";
                        data: components["schemas"]["UnifiSite"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaCompanyUnifiSitesList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The company's id.
                 * @example ckx0000000000000000000004
                 */
                identifier: components["parameters"]["CompanyIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Company UniFi Sites Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "Company UniFi Sites Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx...",
                     *           "name": "Main Office",
                     *           "siteId": "abc123",
                     *           "companyId": "ckx...",
                     *           "createdAt": "2025-01-01T00:00:00.000Z",
                     *           "updatedAt": "2025-01-01T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "Company UniFi Sites Fetched Successfully!";
                        data: components["schemas"]["UnifiSite"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CompanyNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUnifiDevicesOverview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Site Overview Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Site Overview Fetched Successfully!",
                     *       "data": {
                     *         "health": [
                     *           {
                     *             "subsystem": "wan",
                     *             "status": "ok",
                     *             "numAdopted": 1,
                     *             "numGateway": 1
                     *           }
                     *         ],
                     *         "sysInfo": {
                     *           "timezone": "America/Denver",
                     *           "hostname": "UniFi-Controller",
                     *           "version": "8.x.x"
                     *         },
                     *         "siteInfo": {
                     *           "description": "Total Tech - Murray Office",
                     *           "name": "km9b1v8i"
                     *         }
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Site Overview Fetched Successfully!";
                        data: components["schemas"]["UnifiOverview"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiDevicesList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Devices Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Devices Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "abc123...",
                     *           "mac": "00:11:22:33:44:55",
                     *           "model": "U6-Pro",
                     *           "name": "Office AP",
                     *           "type": "uap",
                     *           "state": "connected",
                     *           "ip": "192.168.1.10",
                     *           "version": "6.x.x",
                     *           "uptime": 123456,
                     *           "radios": [],
                     *           "uplink": {}
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Devices Fetched Successfully!";
                        data: components["schemas"]["UnifiDevice"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiDevicesAccessPoints: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Access Points Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Access Points Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "abc123...",
                     *           "mac": "00:11:22:33:44:55",
                     *           "model": "U6-Pro",
                     *           "type": "uap",
                     *           "name": "Office AP",
                     *           "state": 1,
                     *           "adopted": true,
                     *           "ip": "192.168.1.10",
                     *           "version": "7.1.68"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Access Points Fetched Successfully!";
                        data: components["schemas"]["UnifiAccessPoint"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiDevicesWifiLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi WiFi Limits Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi WiFi Limits Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "apId": "abc123...",
                     *           "apName": "Office AP",
                     *           "mac": "00:11:22:33:44:55",
                     *           "model": "U6-Pro",
                     *           "radios": [
                     *             {
                     *               "radio": "ng",
                     *               "band": "2g",
                     *               "activeWlans": 3,
                     *               "limit": 8,
                     *               "remaining": 5,
                     *               "wlanNames": [
                     *                 "Corporate",
                     *                 "Guest",
                     *                 "IoT"
                     *               ]
                     *             },
                     *             {
                     *               "radio": "na",
                     *               "band": "5g",
                     *               "activeWlans": 3,
                     *               "limit": 8,
                     *               "remaining": 5,
                     *               "wlanNames": [
                     *                 "Corporate",
                     *                 "Guest",
                     *                 "IoT"
                     *               ]
                     *             }
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
                        message: "UniFi WiFi Limits Fetched Successfully!";
                        data: components["schemas"]["UnifiWifiLimits"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiHistoryInventory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Inventory Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Inventory Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "mac": "00:11:22:33:44:55",
                     *           "name": "Office AP",
                     *           "model": "U6PRO",
                     *           "type": "uap",
                     *           "version": "6.6.77.15402",
                     *           "adopted": true,
                     *           "ip": "192.168.1.10",
                     *           "state": "connected",
                     *           "stateSince": "2026-02-17T00:00:00.000Z",
                     *           "clients": 12,
                     *           "uptime": 123456,
                     *           "present": true,
                     *           "firstSeenAt": "2026-01-01T00:00:00.000Z",
                     *           "lastSeenAt": "2026-02-26T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Inventory Fetched Successfully!";
                        data: components["schemas"]["UnifiInventoryDevice"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUnifiHistoryList: {
        parameters: {
            query?: {
                /** @description The earliest moment, included. */
                from?: string;
                /** @description The moment to stop before. */
                to?: string;
                /** @description Seconds. Stretches of this length are counted from 1970; of each, the last snapshot is shown. */
                step?: number;
                /** @description The MAC address of the one device to show; the figures of the site stay those of all. */
                device?: string;
                /** @description `meta.nextCursor` of the page before. */
                cursor?: string;
                /** @description Snapshots per page; 50 when left out. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Site History Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Site History Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "takenAt": "2026-02-26T12:00:00.000Z",
                     *           "clients": 35,
                     *           "guests": 3,
                     *           "devicesAdopted": 1,
                     *           "devicesConnected": 1,
                     *           "devicesDisconnected": 0,
                     *           "devicesPending": 0,
                     *           "health": [
                     *             {
                     *               "subsystem": "wlan",
                     *               "status": "ok",
                     *               "numAdopted": 1,
                     *               "numUser": 12,
                     *               "numGuest": 3,
                     *               "numDisconnected": 0
                     *             }
                     *           ],
                     *           "devices": [
                     *             {
                     *               "mac": "00:11:22:33:44:55",
                     *               "name": "Office AP",
                     *               "model": "U6PRO",
                     *               "type": "uap",
                     *               "version": "6.6.77.15402",
                     *               "state": "connected",
                     *               "clients": 12,
                     *               "uptime": 123456
                     *             }
                     *           ]
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
                        message: "UniFi Site History Fetched Successfully!";
                        data: components["schemas"]["UnifiSnapshot"][];
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
            404: components["responses"]["UnifiSiteNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUnifiWifiList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi WiFi Networks Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi WiFi Networks Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "66eb36e54bb53f0ae3fb82bd",
                     *           "name": "TTAD",
                     *           "siteId": "61ae856a8eae567c3905c54f",
                     *           "enabled": true,
                     *           "security": "wpapsk",
                     *           "wpaMode": "wpa2",
                     *           "wpaEnc": "ccmp",
                     *           "wpa3Support": false,
                     *           "wpa3Transition": false,
                     *           "wpa3FastRoaming": false,
                     *           "wpa3Enhanced192": false,
                     *           "passphrase": "S3cur3Alarm!",
                     *           "passphraseAutogenerated": false,
                     *           "hideSSID": false,
                     *           "isGuest": false,
                     *           "band": "2g",
                     *           "bands": [
                     *             "2g"
                     *           ],
                     *           "networkconfId": "66eb368d4bb53f0ae3fb7e0d",
                     *           "usergroupId": "61ae856a8eae567c3905c55c",
                     *           "apGroupIds": [
                     *             "66eb36e44bb53f0ae3fb82bc"
                     *           ],
                     *           "apGroupMode": "devices",
                     *           "pmfMode": "disabled",
                     *           "groupRekey": 0,
                     *           "dtimMode": "default",
                     *           "dtimNg": 1,
                     *           "dtimNa": 3,
                     *           "dtim6e": 3,
                     *           "l2Isolation": false,
                     *           "fastRoamingEnabled": false,
                     *           "bssTransition": true,
                     *           "uapsdEnabled": false,
                     *           "iappEnabled": true,
                     *           "proxyArp": false,
                     *           "mcastenhanceEnabled": false,
                     *           "macFilterEnabled": false,
                     *           "macFilterPolicy": "allow",
                     *           "macFilterList": [],
                     *           "radiusDasEnabled": false,
                     *           "radiusMacAuthEnabled": false,
                     *           "radiusMacaclFormat": "none_lower",
                     *           "minrateSettingPreference": "auto",
                     *           "minrateNgEnabled": true,
                     *           "minrateNgDataRateKbps": 1000,
                     *           "minrateNgAdvertisingRates": false,
                     *           "minrateNaEnabled": false,
                     *           "minrateNaDataRateKbps": 6000,
                     *           "minrateNaAdvertisingRates": false,
                     *           "settingPreference": "manual",
                     *           "no2ghzOui": true,
                     *           "privatePreSharedKeysEnabled": false,
                     *           "privatePreSharedKeys": [],
                     *           "saeGroups": [],
                     *           "saePsk": [],
                     *           "schedule": [],
                     *           "scheduleWithDuration": [],
                     *           "bcFilterList": [],
                     *           "externalId": "ba0f579c-6b21-4dfc-8d03-5a1a09243328"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi WiFi Networks Fetched Successfully!";
                        data: components["schemas"]["UnifiWlan"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiWifiUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
                /**
                 * @description The id of the WLAN in the controller.
                 * @example 66eb36e54bb53f0ae3fb82bd
                 */
                wlanId: components["parameters"]["UnifiWlanId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "NewSSIDName",
                 *       "x_passphrase": "NewPassword123",
                 *       "enabled": true,
                 *       "security": "wpapsk",
                 *       "wpa_mode": "wpa2",
                 *       "hide_ssid": false,
                 *       "is_guest": false,
                 *       "band": "both"
                 *     }
                 */
                "application/json": components["schemas"]["UnifiWlanUpdate"];
            };
        };
        responses: {
            /** @description UniFi WiFi Network Updated Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi WiFi Network Updated Successfully!",
                     *       "data": {
                     *         "id": "66eb36e54bb53f0ae3fb82bd",
                     *         "name": "NewSSIDName",
                     *         "siteId": "61ae856a8eae567c3905c54f",
                     *         "enabled": true,
                     *         "security": "wpapsk",
                     *         "wpaMode": "wpa2",
                     *         "wpaEnc": "ccmp",
                     *         "wpa3Support": false,
                     *         "wpa3Transition": false,
                     *         "wpa3FastRoaming": false,
                     *         "wpa3Enhanced192": false,
                     *         "passphrase": "NewPassword123",
                     *         "passphraseAutogenerated": false,
                     *         "hideSSID": false,
                     *         "isGuest": false,
                     *         "band": "both",
                     *         "bands": [
                     *           "2g",
                     *           "5g"
                     *         ],
                     *         "networkconfId": "66eb368d4bb53f0ae3fb7e0d",
                     *         "usergroupId": "61ae856a8eae567c3905c55c",
                     *         "apGroupIds": [
                     *           "66eb36e44bb53f0ae3fb82bc"
                     *         ],
                     *         "apGroupMode": "devices",
                     *         "pmfMode": "disabled",
                     *         "groupRekey": 0,
                     *         "dtimMode": "default",
                     *         "dtimNg": 1,
                     *         "dtimNa": 3,
                     *         "dtim6e": 3,
                     *         "l2Isolation": false,
                     *         "fastRoamingEnabled": false,
                     *         "bssTransition": true,
                     *         "uapsdEnabled": false,
                     *         "iappEnabled": true,
                     *         "proxyArp": false,
                     *         "mcastenhanceEnabled": false,
                     *         "macFilterEnabled": false,
                     *         "macFilterPolicy": "allow",
                     *         "macFilterList": [],
                     *         "radiusDasEnabled": false,
                     *         "radiusMacAuthEnabled": false,
                     *         "radiusMacaclFormat": "none_lower",
                     *         "minrateSettingPreference": "auto",
                     *         "minrateNgEnabled": true,
                     *         "minrateNgDataRateKbps": 1000,
                     *         "minrateNgAdvertisingRates": false,
                     *         "minrateNaEnabled": false,
                     *         "minrateNaDataRateKbps": 6000,
                     *         "minrateNaAdvertisingRates": false,
                     *         "settingPreference": "manual",
                     *         "no2ghzOui": true,
                     *         "privatePreSharedKeysEnabled": false,
                     *         "privatePreSharedKeys": [],
                     *         "saeGroups": [],
                     *         "saePsk": [],
                     *         "schedule": [],
                     *         "scheduleWithDuration": [],
                     *         "bcFilterList": [],
                     *         "externalId": "ba0f579c-6b21-4dfc-8d03-5a1a09243328"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi WiFi Network Updated Successfully!";
                        data: components["schemas"]["UnifiWlan"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiWlanNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiNetworksList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Networks Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Networks Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "abc123...",
                     *           "name": "LAN",
                     *           "purpose": "corporate",
                     *           "subnet": "192.168.1.0/24",
                     *           "vlanId": null,
                     *           "dhcpEnabled": true,
                     *           "dhcpStart": "192.168.1.100",
                     *           "dhcpStop": "192.168.1.254",
                     *           "domainName": "localdomain",
                     *           "isNat": true,
                     *           "enabled": true
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Networks Fetched Successfully!";
                        data: components["schemas"]["UnifiNetwork"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiNetworksListWlanGroups: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi WLAN Groups Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi WLAN Groups Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "61ae856a8eae567c3905c55d",
                     *           "name": "Default",
                     *           "siteId": "61ae856a8eae567c3905c550",
                     *           "noDelete": true,
                     *           "noEdit": false,
                     *           "hidden": false
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi WLAN Groups Fetched Successfully!";
                        data: components["schemas"]["UnifiWlanGroup"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiNetworksCreateWlanGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Lobby APs"
                 *     }
                 */
                "application/json": components["schemas"]["UnifiWlanGroupCreate"];
            };
        };
        responses: {
            /** @description UniFi WLAN Group Created Successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "UniFi WLAN Group Created Successfully!",
                     *       "data": {
                     *         "id": "abc123...",
                     *         "name": "Lobby APs",
                     *         "siteId": "61ae856a8eae567c3905c550",
                     *         "noDelete": false,
                     *         "noEdit": false,
                     *         "hidden": false
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "UniFi WLAN Group Created Successfully!";
                        data: components["schemas"]["UnifiWlanGroup"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiNetworksListApGroups: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi AP Groups Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi AP Groups Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "61ae856a8eae567c3905c565",
                     *           "name": "All APs",
                     *           "deviceMacs": [
                     *             "18:e8:29:59:25:bc",
                     *             "78:45:58:29:fa:87",
                     *             "68:d7:9a:73:9a:28"
                     *           ],
                     *           "noDelete": true
                     *         },
                     *         {
                     *           "id": "63c5be017e957d08189ed997",
                     *           "name": "301Andrus",
                     *           "deviceMacs": [
                     *             "78:45:58:29:fa:87",
                     *             "18:e8:29:59:25:bc"
                     *           ],
                     *           "noDelete": false
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi AP Groups Fetched Successfully!";
                        data: components["schemas"]["UnifiApGroup"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiNetworksListSpeedProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Speed Profiles Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Speed Profiles Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "61ae856a8eae567c3905c55e",
                     *           "name": "Default",
                     *           "siteId": "61ae856a8eae567c3905c550",
                     *           "noDelete": true,
                     *           "downloadLimitKbps": -1,
                     *           "uploadLimitKbps": -1
                     *         },
                     *         {
                     *           "id": "abc123...",
                     *           "name": "Guest 10Mbps",
                     *           "siteId": "61ae856a8eae567c3905c550",
                     *           "noDelete": false,
                     *           "downloadLimitKbps": 10000,
                     *           "uploadLimitKbps": 5000
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Speed Profiles Fetched Successfully!";
                        data: components["schemas"]["UnifiSpeedProfile"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiNetworksCreateSpeedProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Guest 10Mbps",
                 *       "downloadLimitKbps": 10000,
                 *       "uploadLimitKbps": 5000
                 *     }
                 */
                "application/json": components["schemas"]["UnifiSpeedProfileCreate"];
            };
        };
        responses: {
            /** @description UniFi Speed Profile Created Successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "UniFi Speed Profile Created Successfully!",
                     *       "data": {
                     *         "id": "abc123...",
                     *         "name": "Guest 10Mbps",
                     *         "siteId": "61ae856a8eae567c3905c550",
                     *         "noDelete": false,
                     *         "downloadLimitKbps": 10000,
                     *         "uploadLimitKbps": 5000
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "UniFi Speed Profile Created Successfully!";
                        data: components["schemas"]["UnifiSpeedProfile"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiSiteNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiPpskList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
                /**
                 * @description The id of the WLAN in the controller.
                 * @example 66eb36e54bb53f0ae3fb82bd
                 */
                wlanId: components["parameters"]["UnifiWlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi Private PSKs Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi Private PSKs Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "key": "mySecurePassword123",
                     *           "name": "John's Laptop",
                     *           "mac": null,
                     *           "vlanId": null
                     *         },
                     *         {
                     *           "key": "anotherPassword456",
                     *           "name": "IoT Device",
                     *           "mac": "AA:BB:CC:DD:EE:FF",
                     *           "vlanId": 100
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi Private PSKs Fetched Successfully!";
                        data: components["schemas"]["UnifiPpsk"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiWlanNotFound"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiPpskCreate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
                /**
                 * @description The id of the WLAN in the controller.
                 * @example 66eb36e54bb53f0ae3fb82bd
                 */
                wlanId: components["parameters"]["UnifiWlanId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "mySecurePassword123",
                 *       "name": "John's Laptop",
                 *       "mac": "AA:BB:CC:DD:EE:FF",
                 *       "vlanId": 100
                 *     }
                 */
                "application/json": components["schemas"]["UnifiPpskCreate"];
            };
        };
        responses: {
            /** @description UniFi Private PSK Created Successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "UniFi Private PSK Created Successfully!",
                     *       "data": [
                     *         {
                     *           "key": "mySecurePassword123",
                     *           "name": "John's Laptop",
                     *           "mac": "AA:BB:CC:DD:EE:FF",
                     *           "vlanId": 100
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "UniFi Private PSK Created Successfully!";
                        data: components["schemas"]["UnifiPpsk"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiWlanNotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiTemplatesList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi WLAN Templates Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi WLAN Templates Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "id": "ckx0000000000000000000011",
                     *           "name": "Staff",
                     *           "description": "Every office",
                     *           "version": 1,
                     *           "wlan": {
                     *             "name": "Corporate",
                     *             "security": "wpapsk",
                     *             "wpaMode": "wpa2",
                     *             "wpa3Support": false,
                     *             "passphrase": "S3cur3Alarm!",
                     *             "bands": [
                     *               "2g",
                     *               "5g"
                     *             ]
                     *           },
                     *           "createdAt": "2026-02-14T00:00:00.000Z",
                     *           "updatedAt": "2026-02-14T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi WLAN Templates Fetched Successfully!";
                        data: components["schemas"]["UnifiWlanTemplate"][];
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
    optimaUnifiTemplatesCreate: {
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
                 *       "name": "Staff",
                 *       "description": "Every office",
                 *       "wlan": {
                 *         "name": "Corporate",
                 *         "security": "wpapsk",
                 *         "wpaMode": "wpa2",
                 *         "wpa3Support": false,
                 *         "passphrase": "S3cur3Alarm!",
                 *         "bands": [
                 *           "2g",
                 *           "5g"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UnifiWlanTemplateCreate"];
            };
        };
        responses: {
            /** @description UniFi WLAN Template Created Successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "UniFi WLAN Template Created Successfully!",
                     *       "data": {
                     *         "id": "ckx0000000000000000000011",
                     *         "name": "Staff",
                     *         "description": "Every office",
                     *         "version": 1,
                     *         "wlan": {
                     *           "name": "Corporate",
                     *           "security": "wpapsk",
                     *           "wpaMode": "wpa2",
                     *           "wpa3Support": false,
                     *           "passphrase": "S3cur3Alarm!",
                     *           "bands": [
                     *             "2g",
                     *             "5g"
                     *           ]
                     *         },
                     *         "createdAt": "2026-02-14T00:00:00.000Z",
                     *         "updatedAt": "2026-02-14T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "UniFi WLAN Template Created Successfully!";
                        data: components["schemas"]["UnifiWlanTemplate"];
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
    optimaUnifiTemplatesFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The template's id.
                 * @example ckx0000000000000000000011
                 */
                id: components["parameters"]["UnifiWlanTemplateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi WLAN Template Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi WLAN Template Fetched Successfully!",
                     *       "data": {
                     *         "id": "ckx0000000000000000000011",
                     *         "name": "Staff",
                     *         "description": "Every office",
                     *         "version": 1,
                     *         "wlan": {
                     *           "name": "Corporate",
                     *           "security": "wpapsk",
                     *           "wpaMode": "wpa2",
                     *           "wpa3Support": false,
                     *           "passphrase": "S3cur3Alarm!",
                     *           "bands": [
                     *             "2g",
                     *             "5g"
                     *           ]
                     *         },
                     *         "createdAt": "2026-02-14T00:00:00.000Z",
                     *         "updatedAt": "2026-02-14T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi WLAN Template Fetched Successfully!";
                        data: components["schemas"]["UnifiWlanTemplate"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiWlanTemplateNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUnifiTemplatesDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The template's id.
                 * @example ckx0000000000000000000011
                 */
                id: components["parameters"]["UnifiWlanTemplateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi WLAN Template Deleted Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi WLAN Template Deleted Successfully!",
                     *       "data": null,
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi WLAN Template Deleted Successfully!";
                        /** @enum {object|null} */
                        data: never | null;
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiWlanTemplateNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUnifiTemplatesUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The template's id.
                 * @example ckx0000000000000000000011
                 */
                id: components["parameters"]["UnifiWlanTemplateId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "wlan": {
                 *         "hideSSID": true
                 *       },
                 *       "unset": [
                 *         "pmfMode"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UnifiWlanTemplateUpdate"];
            };
        };
        responses: {
            /** @description UniFi WLAN Template Updated Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi WLAN Template Updated Successfully!",
                     *       "data": {
                     *         "id": "ckx0000000000000000000011",
                     *         "name": "Staff",
                     *         "description": "Every office",
                     *         "version": 2,
                     *         "wlan": {
                     *           "name": "Corporate",
                     *           "security": "wpapsk",
                     *           "wpaMode": "wpa2",
                     *           "wpa3Support": false,
                     *           "passphrase": "S3cur3Alarm!",
                     *           "bands": [
                     *             "2g",
                     *             "5g"
                     *           ],
                     *           "hideSSID": true
                     *         },
                     *         "createdAt": "2026-02-14T00:00:00.000Z",
                     *         "updatedAt": "2026-02-14T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi WLAN Template Updated Successfully!";
                        data: components["schemas"]["UnifiWlanTemplate"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiWlanTemplateNotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUnifiTemplatesCreateFromWlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the site here, not in the controller.
                 * @example ckx0000000000000000000006
                 */
                id: components["parameters"]["UnifiSiteId"];
                /**
                 * @description The id of the WLAN in the controller.
                 * @example 66eb36e54bb53f0ae3fb82bd
                 */
                wlanId: components["parameters"]["UnifiWlanId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Staff",
                 *       "description": "As in Springfield",
                 *       "fields": [
                 *         "security",
                 *         "wpaMode",
                 *         "passphrase"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UnifiWlanTemplateFromWlan"];
            };
        };
        responses: {
            /** @description UniFi WLAN Template Created Successfully! */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 201,
                     *       "message": "UniFi WLAN Template Created Successfully!",
                     *       "data": {
                     *         "id": "ckx0000000000000000000011",
                     *         "name": "Staff",
                     *         "description": "Every office",
                     *         "version": 1,
                     *         "wlan": {
                     *           "name": "Corporate",
                     *           "security": "wpapsk",
                     *           "wpaMode": "wpa2",
                     *           "wpa3Support": false,
                     *           "passphrase": "S3cur3Alarm!",
                     *           "bands": [
                     *             "2g",
                     *             "5g"
                     *           ]
                     *         },
                     *         "createdAt": "2026-02-14T00:00:00.000Z",
                     *         "updatedAt": "2026-02-14T00:00:00.000Z"
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 201;
                        /** @enum {string} */
                        message: "UniFi WLAN Template Created Successfully!";
                        data: components["schemas"]["UnifiWlanTemplate"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiWlanNotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["UpstreamFailed"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    optimaUnifiTemplateRunsDrift: {
        parameters: {
            query: {
                /** @description Ids of sites here, the parameter once for each. */
                siteIds: string[];
            };
            header?: never;
            path: {
                /**
                 * @description The template's id.
                 * @example ckx0000000000000000000011
                 */
                id: components["parameters"]["UnifiWlanTemplateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi WLAN Drift Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi WLAN Drift Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "siteId": "ckx0000000000000000000006",
                     *           "state": "differs",
                     *           "reason": null,
                     *           "wlans": [
                     *             {
                     *               "id": "66eb36e54bb53f0ae3fb82bd",
                     *               "state": "differs",
                     *               "differences": [
                     *                 {
                     *                   "field": "hideSSID",
                     *                   "expected": true,
                     *                   "actual": false
                     *                 },
                     *                 {
                     *                   "field": "passphrase"
                     *                 }
                     *               ],
                     *               "absent": [
                     *                 "dtim6e"
                     *               ]
                     *             }
                     *           ]
                     *         },
                     *         {
                     *           "siteId": "ckx0000000000000000000007",
                     *           "state": "failed",
                     *           "reason": "The UniFi controller did not answer in time",
                     *           "wlans": []
                     *         }
                     *       ],
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 200;
                        /** @enum {string} */
                        message: "UniFi WLAN Drift Fetched Successfully!";
                        data: components["schemas"]["UnifiWlanDrift"][];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiWlanTemplateNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUnifiTemplateRunsStartDrift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The template's id.
                 * @example ckx0000000000000000000011
                 */
                id: components["parameters"]["UnifiWlanTemplateId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "allLinked": true
                 *     }
                 */
                "application/json": components["schemas"]["UnifiWlanTemplateTarget"];
            };
        };
        responses: {
            /** @description UniFi WLAN Drift Report Started Successfully! */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 202,
                     *       "message": "UniFi WLAN Drift Report Started Successfully!",
                     *       "data": {
                     *         "id": "ckx0000000000000000000009",
                     *         "kind": "unifi.template-drift",
                     *         "state": "queued",
                     *         "cancelRequested": false,
                     *         "progress": {
                     *           "done": 0,
                     *           "total": 2
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
                     *         "finishedAt": null
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 202;
                        /** @enum {string} */
                        message: "UniFi WLAN Drift Report Started Successfully!";
                        data: components["schemas"]["Job"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiWlanTemplateNotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUnifiTemplateRunsApply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The template's id.
                 * @example ckx0000000000000000000011
                 */
                id: components["parameters"]["UnifiWlanTemplateId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "siteIds": [
                 *         "ckx0000000000000000000006",
                 *         "ckx0000000000000000000007"
                 *       ],
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["UnifiWlanTemplateApply"];
            };
        };
        responses: {
            /** @description UniFi WLAN Template Application Started Successfully! */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 202,
                     *       "message": "UniFi WLAN Template Application Started Successfully!",
                     *       "data": {
                     *         "id": "ckx0000000000000000000009",
                     *         "kind": "unifi.template-apply",
                     *         "state": "queued",
                     *         "cancelRequested": false,
                     *         "progress": {
                     *           "done": 0,
                     *           "total": 2
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
                     *         "finishedAt": null
                     *       },
                     *       "successful": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {integer} */
                        status: 202;
                        /** @enum {string} */
                        message: "UniFi WLAN Template Application Started Successfully!";
                        data: components["schemas"]["Job"];
                        /** @enum {boolean} */
                        successful: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnifiWlanTemplateNotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    optimaUnifiTemplateRunsOutcomes: {
        parameters: {
            query?: {
                /** @description `meta.nextCursor` of the page before. */
                cursor?: string;
                /** @description Sites per page; 100 when left out. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the job.
                 * @example ckx0000000000000000000009
                 */
                id: components["parameters"]["UnifiWlanTemplateRunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UniFi WLAN Template Outcomes Fetched Successfully! */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "message": "UniFi WLAN Template Outcomes Fetched Successfully!",
                     *       "data": [
                     *         {
                     *           "siteId": "ckx0000000000000000000006",
                     *           "state": "changed",
                     *           "reason": null,
                     *           "concealed": false,
                     *           "wlans": [
                     *             {
                     *               "id": "66eb36e54bb53f0ae3fb82bd",
                     *               "fields": [
                     *                 "hideSSID",
                     *                 "passphrase"
                     *               ],
                     *               "left": [
                     *                 "l2Isolation"
                     *               ],
                     *               "reason": null
                     *             }
                     *           ]
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
                        message: "UniFi WLAN Template Outcomes Fetched Successfully!";
                        data: components["schemas"]["UnifiWlanTemplateOutcome"][];
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
            404: components["responses"]["JobNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
}
