use crate::users::Role;

/// What every page has around it.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// The name of the register's file.
    pub register: String,
    /// Who looks at it, where that is known.
    pub who: Option<String>,
    /// What they may do.
    pub role: Role,
    /// Whether people log in with a password.
    pub passwords: bool,
    /// `light` or `dark` where the visitor has chosen; empty to follow the system.
    pub theme: &'static str,
    /// The token that each form sends back.
    pub csrf: String,
    /// The address of this page, for coming back to it.
    pub here: String,
}

impl Frame {
    /// Whether the visitor may decide.
    pub fn may_decide(&self) -> bool {
        self.role == Role::Reviewer
    }
}
