//! Where this site is, and what is a place on it.

/// The longest path that is followed, in bytes.
const LONGEST: usize = 2000;

/// The text, when it is a path of this site and nothing else: after signing in nobody is sent
/// elsewhere.
///
/// Browsers drop tabs and line ends from an address and read `\` as `/`, so only printable ASCII
/// without `\` is let through, and `//host` is not.
#[must_use]
pub fn own_path(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('/')?;
    let printable = rest
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (printable && !rest.starts_with('/') && text.len() <= LONGEST).then_some(text)
}

/// Does a browser that says it comes from `origin` come from this site? It does when that is the
/// address people are given, or when scheme and host are those of the request.
#[must_use]
pub(super) fn is_own_origin(origin: &str, host: Option<&str>, tls: bool, base_url: &str) -> bool {
    let Some((scheme, authority)) = origin.split_once("://") else {
        return false;
    };
    let (base_scheme, base_rest) = base_url.split_once("://").unwrap_or(("http", base_url));
    let base_authority = base_rest.split('/').next().unwrap_or("");
    let own_scheme = if tls { "https" } else { base_scheme };
    scheme.eq_ignore_ascii_case(own_scheme)
        && (authority.eq_ignore_ascii_case(base_authority)
            || host.is_some_and(|host| authority.eq_ignore_ascii_case(host)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::{is_own_origin, own_path};

    const SITE: &str = "https://meldroute.example/inloggen";

    #[test]
    fn only_a_path_of_this_site_is_followed() {
        let long = format!("/{}", "a".repeat(1999));
        for good in [
            "/",
            "/werk",
            "/dossier/1?x=1#y",
            "/a//b",
            "/%09/evil",
            "/a:b@c",
            &long,
        ] {
            assert_eq!(own_path(good), Some(good));
        }
        let longer = format!("{long}a");
        for bad in [
            "",
            "werk",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\r\nSet-Cookie: a=b",
            "\t//evil.example",
            " /werk",
            "/a b",
            "/\0",
            "/werk\u{7f}",
            "/é",
            "/\u{2028}",
            "https://evil.example",
            "javascript:alert(1)",
            &longer,
        ] {
            assert_eq!(own_path(bad), None, "{bad:?}");
        }
    }

    proptest! {
        /// Whatever is followed, a browser stays on this host.
        #[test]
        fn a_followed_path_stays_on_the_host(
            text in r"/?[/\\.\x00-\x20@:?#%a-zé]{0,24}(evil\.example)?.{0,8}"
        ) {
            if let Some(path) = own_path(&text) {
                let site = Url::parse(SITE).unwrap();
                prop_assert_eq!(site.join(path).unwrap().origin(), site.origin());
            }
        }
    }

    #[test]
    fn an_origin_is_compared_with_its_scheme() {
        const LOCAL: &str = "127.0.0.1:8080";
        const NAME: &str = "meldroute.example";
        let (http, https) = ("http://127.0.0.1:8080", "https://meldroute.example/");
        // The origin, the host of the request, whether it came over TLS, the address that was set;
        // and whether that is this program.
        for (origin, host, tls, base, own) in [
            ("http://127.0.0.1:8080", LOCAL, false, http, true),
            ("https://127.0.0.1:8080", LOCAL, false, http, false),
            ("http://localhost:8080", "localhost:8080", false, http, true),
            ("https://meldroute.example", NAME, true, https, true),
            ("http://meldroute.example", NAME, true, https, false),
            // A certificate of its own, and no address said.
            ("https://meldroute.example", NAME, true, http, true),
            // A proxy in front that puts its own name in the host.
            ("https://meldroute.example", LOCAL, true, https, true),
            ("https://127.0.0.1:8080", "", false, https, false),
            ("https://evil.example", NAME, true, https, false),
            (
                "https://meldroute.example.evil.example",
                NAME,
                true,
                https,
                false,
            ),
            ("null", NAME, true, https, false),
            ("", "", false, http, false),
        ] {
            let host = Some(host).filter(|host| !host.is_empty());
            assert_eq!(
                is_own_origin(origin, host, tls, base),
                own,
                "{origin} {host:?} {tls} {base}"
            );
        }
    }
}
