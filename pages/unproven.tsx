/** Stands where nothing is taken yet, with the way to where it is put right. */
export const Unproven = () => (
  <p className="warning">
    Nothing is taken here before one of your domains is proven. <a href="/account">Prove a domain</a>
  </p>
);
